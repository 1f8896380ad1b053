import type { CommandId } from './command-ids.ts';
import { refuseSaying, type Step, stay } from './events.ts';
import { dismissHint } from './hints.ts';
import type { KeyEntry } from './key-entry.ts';
import { entryFor, keyName } from './keymap.ts';
import type { KeyEvent } from './keys/types.ts';
import { forgetOffice, openPage } from './office/frames.ts';
import { confirmed, officeCommand } from './office/handle.ts';
import { rereadHolder } from './office/reread.ts';
import { topUpHolder } from './office/shortcuts.ts';
import { movedHelp } from './panels/help.ts';
import { openConflicts, scopeOf } from './selectors.ts';
import * as approval from './slices/approval.ts';
import * as commit from './slices/commit.ts';
import * as desk from './slices/desk.ts';
import * as discount from './slices/discount.ts';
import * as history from './slices/history.ts';
import * as invoice from './slices/invoice.ts';
import * as parked from './slices/parked.ts';
import * as payment from './slices/payment.ts';
import * as printing from './slices/printing.ts';
import * as session from './slices/session.ts';
import type { State } from './state.ts';
import { withoutLast } from './text.ts';

/** A page of a list or a ticket, in lines. */
const PAGE = 10;

export const handleKey = (state: State, event: KeyEvent): Step => {
  const entry = entryFor(state, event);
  if (entry) return handleEntry(state, entry, event);
  return held(event) ? stay(state) : unanswered(state);
};

/** A key that means nothing while something waits for an answer: which keys answer is said, not left to guess. */
const unanswered = (state: State): Step => {
  const scope = scopeOf(state);
  if (scope === 'warning') return refuseSaying(state, 'disabled', { reason: 'openWarning' });
  if (scope === 'saving') return refuseSaying(state, 'disabled', { reason: 'saving' });
  return scope === 'question' ? refuseSaying(state, 'disabled', { reason: 'openQuestion' }) : stay(state);
};

export const handleEntry = (state: State, entry: KeyEntry, event: KeyEvent): Step => {
  const reason = entry.disabledReason?.(state) ?? null;
  if (reason !== null) return refuseSaying(state, 'disabled', { reason });
  if (isOfficeScope(state)) return officeCommand(state, entry.id, event) ?? command(state, entry, event);
  return command(state, entry, event);
};

const isOfficeScope = (state: State): boolean => {
  const scope = scopeOf(state);
  return scope === 'picker' || scope.startsWith('office.');
};

const command = (state: State, entry: KeyEntry, event: KeyEvent): Step =>
  COMMANDS[entry.id]?.(state, event) ?? stay(state);

type Command = (state: State, event: KeyEvent) => Step;

/** What each command of the key table does, besides those of the back office's pages (office/handle.ts). */
export const COMMANDS: Partial<Readonly<Record<CommandId, Command>>> = {
  submit: (s) => desk.submit(s),
  up: (s) => vertical(s, -1),
  down: (s) => vertical(s, 1),
  left: (s) => stay(desk.moveChoice(s, -1)),
  right: (s) => stay(desk.moveChoice(s, 1)),
  pageUp: (s) => vertical(s, -PAGE),
  pageDown: (s) => vertical(s, PAGE),
  erase: (s) => stay(erase(s)),
  escape: (s) => stay(startAgain(s)),
  back: (s) => back(s),
  pay: (s) => payment.startPayment(s),
  more: (s) => desk.stepQuantity(s, 1),
  less: (s) => desk.stepQuantity(s, -1),
  remove: (s) => stay(remove(s)),
  quantity: (s) => stay({ ...s, dialog: { kind: 'quantity', text: '' } }),
  discount: (s) => stay(discount.startDiscount(s)),
  park: (s) => parked.startPark(s),
  parkedSales: (s) => parked.openParked(s),
  previousLine: (s) => stay(desk.moveLine(s, s.desk.line - 1)),
  nextLine: (s) => stay(desk.moveLine(s, s.desk.line + 1)),
  firstLine: (s) => stay(desk.moveLine(s, 0)),
  lastLine: (s) => stay(desk.moveLine(s, s.desk.cart.lines.length - 1)),
  clear: (s) => stay({ ...s, question: { kind: 'clear' } }),
  undo: (s) => stay(desk.undo(s)),
  dropCard: (s) => stay(desk.dropCard(s)),
  history: (s) => history.openHistory(s),
  ticket: (s) => history.openTicket(s),
  printing: (s) => printing.openPrinting(s),
  office: (s) => openPage(s, { page: 'menu' }),
  toSale: (s) => toSale(s),
  topupCard: (s) => topUpHolder(s),
  findStudent: (s) => openPage(s, { page: 'serve' }),
  confirmRestriction: (s, e) => (held(e) ? stay(s) : approval.confirmRestriction(s)),
  choose: (s, e) => choose(s, held(e)),
  method: (s, e) => payment.pickMethod(s, Number(keyName(e)) - 1),
  dropTender: (s) => stay(payment.dropTender(s)),
  invoice: (s) => stay(payment.toggleInvoice(s)),
  exact: (s) => payment.payExact(s),
  retrySale: (s, e) => (held(e) ? stay(s) : commit.retrySale(s)),
  accept: (s) => accept(s),
  nextField: (s) => stay(nextField(s)),
  previousField: (s) =>
    stay(s.dialog?.kind === 'approval' ? approval.moveApproval(s, -1) : session.moveForm(s)),
  yes: (s, e) => (held(e) ? stay(s) : yes(s)),
  no: (s) => stay({ ...s, question: null }),
  open: (s) => history.showSelected(s, 'history'),
  reprint: (s) => history.reprint(s),
  reprintInvoice: (s) => invoice.reprintInvoice(s),
  reprintReturn: (s) => history.reprint(s, true),
  void: (s) => history.askVoid(s),
  giveBack: (s) => history.giveBack(s),
  previousDay: (s) => history.moveDay(s, -1),
  nextDay: (s) => history.moveDay(s, 1),
  printAgain: (s) => printing.decideJob(s, 'retryJob'),
  settle: (s) => printing.decideJob(s, 'settleJob'),
  lock: (s) => stay(session.lock(s)),
  signOut: (s) => session.signOut(forgetOffice(s)),
  help: (s) => stay({ ...s, help: s.help === null ? 0 : null }),
  helpTyped: (s) => stay({ ...s, help: 0 }),
  dismissHint: (s) => dismissHint(s),
  quit: (s, e) => (held(e) ? stay(s) : quit(s)),
};

/** From the panes beside the sale; what a void gave back is read again. */
const toSale = (state: State): Step =>
  rereadHolder({ ...state, pane: 'sale', notice: null, history: { ...state.history, open: null } });

const nextField = (state: State): State => {
  if (state.dialog?.kind === 'discount') return discount.switchTarget(state);
  return state.dialog?.kind === 'approval' ? approval.moveApproval(state, 1) : session.moveForm(state);
};

/** A key held down answers one question, never the next one that nobody has read. */
const held = (event: KeyEvent): boolean => event.kind === 'key' && event.repeat;

/** Enter in the payment: a held key's repetition answers nothing, least of all the last question. */
const choose = (state: State, repeat: boolean): Step => {
  if (repeat) return stay(state);
  const open = payment.paymentOf(state);
  return open?.step === 'confirm' ? commit.commit(state, open) : payment.choose(state);
};

const vertical = (state: State, by: number): Step => {
  const scope = scopeOf(state);
  if (scope === 'help') return stay({ ...state, help: movedHelp(state, by) });
  if (scope === 'payment') return stay(payment.movePayment(state, by));
  if (scope === 'ticket' && state.dialog?.kind === 'ticket')
    return stay({ ...state, dialog: { ...state.dialog, offset: Math.max(0, state.dialog.offset + by) } });
  if (scope === 'history' || scope === 'storedSale') return stay(history.moveHistory(state, by));
  if (scope === 'printing') return stay(printing.movePrinting(state, by));
  return stay(desk.moveChoice(state, by));
};

const erase = (state: State): State => {
  switch (scopeOf(state)) {
    case 'signIn':
    case 'locked':
      return session.eraseForm(state);
    case 'approval':
      return approval.eraseApproval(state);
    case 'payment':
      return payment.erasePayment(state);
    case 'discount':
      return discount.eraseDiscount(state);
    case 'park':
      return parked.erasePark(state);
    case 'quantity':
      return state.dialog?.kind === 'quantity'
        ? { ...state, dialog: { kind: 'quantity', text: state.dialog.text.slice(0, -1) } }
        : state;
    case 'history':
      return history.typeHistory(state, withoutLast(state.history.text));
    default:
      return desk.withText(state, withoutLast(state.desk.text));
  }
};

const startAgain = (state: State): State =>
  scopeOf(state) === 'sale'
    ? { ...desk.withDesk(desk.withText(state, ''), { choice: -1 }), notice: null }
    : session.clearForm(state);

const back = (state: State): Step => {
  switch (scopeOf(state)) {
    case 'help':
      return stay({ ...state, help: null });
    case 'payment':
      return stay(payment.backPayment(state));
    case 'storedSale':
      return stay({ ...state, history: { ...state.history, open: null } });
    case 'history':
      return state.history.text === '' ? toSale(state) : stay(history.typeHistory(state, ''));
    case 'printing':
      return toSale(state);
    case 'approval':
    case 'park':
      return stay(
        (state.dialog?.kind === 'approval' || state.dialog?.kind === 'park') && state.dialog.busy
          ? state
          : { ...state, dialog: null },
      );
    default:
      return stay({ ...state, dialog: null });
  }
};

/** Delete: the selected line; under a warning, the product that it is about. */
const remove = (state: State): State => {
  const conflict = openConflicts(state)[0];
  const productId = conflict?.productId ?? state.desk.cart.lines[state.desk.line]?.productId;
  return productId === undefined ? state : desk.removeLine(state, productId);
};

const accept = (state: State): Step => {
  switch (scopeOf(state)) {
    case 'approval':
      return approval.submitApproval(state);
    case 'discount':
      return discount.acceptDiscount(state);
    case 'park':
      return parked.acceptPark(state);
    case 'differences':
      return stay({ ...state, dialog: null });
    case 'quantity': {
      const text = state.dialog?.kind === 'quantity' ? state.dialog.text : '';
      const closed = { ...state, dialog: null };
      return text === '' ? stay(closed) : desk.changeQuantity(closed, Number(text));
    }
    default:
      return session.submitForm(state);
  }
};

const yes = (state: State): Step => {
  const answered = confirmed(state);
  if (answered) return answered;
  const { question } = state;
  const closed = { ...state, question: null };
  if (question?.kind === 'undoInvoice') return invoice.undo(state);
  if (question?.kind === 'clear') return stay(desk.clearDesk(closed));
  if (question?.kind === 'switchCard') return stay(desk.takeCard(closed, question.holder));
  return question?.kind === 'quit' ? stay(closed, { kind: 'exit', code: 0 }) : stay(closed);
};

/** Leaving asks once; asked again by the same key, it leaves. Before sign-in there is nothing to lose. */
const quit = (state: State): Step =>
  state.question?.kind === 'quit' || state.session.kind === 'out'
    ? stay(state, { kind: 'exit', code: 0 })
    : stay({ ...state, question: { kind: 'quit' }, help: null });
