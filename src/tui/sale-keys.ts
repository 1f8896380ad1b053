import type { Reason } from './command-ids.ts';
import { hintOf } from './hints.ts';
import type { KeyEntry } from './key-entry.ts';
import {
  activeMethods,
  historyRows,
  invoiceOff,
  isSaving,
  listed,
  openConflicts,
  todayOf,
} from './selectors.ts';
import type { State } from './state.ts';

const nothingTyped = (state: State): boolean => state.desk.text === '';
const emptyCart = (state: State): Reason | null => (state.desk.cart.lines.length === 0 ? 'emptyCart' : null);
const choosing = (state: State): boolean =>
  state.dialog?.kind === 'payment' && state.dialog.step === 'method';
const onAmount = (state: State): boolean =>
  state.dialog?.kind === 'payment' && state.dialog.step === 'amount';

const payReason = (state: State): Reason | null => {
  if (!state.world.shop) return 'loading';
  if (state.desk.cart.lines.length === 0) return 'emptyCart';
  return openConflicts(state).length > 0 ? 'openWarning' : null;
};
const parkReason = (state: State): Reason | null => (state.desk.reading ? 'readingCard' : emptyCart(state));

const invoiceReason = (state: State): Reason | null => {
  if (state.dialog?.kind !== 'payment') return null;
  if (state.dialog.tenders.length > 0) return 'invoiceTendered';
  const refusal = invoiceOff(state, state.dialog);
  return refusal ? `invoice_${refusal}` : null;
};

const onTextFree = { when: nothingTyped, disabledReason: emptyCart } as const;

/**
 * The keys of selling and of the panes beside it. The footer has room for some ten of the sale's at 80 columns: first what
 * a cart needs, then where one goes between sales; what a hand knows after a day (`+`, `-`) comes last.
 */
export const SALE_KEYS: readonly KeyEntry[] = [
  { id: 'submit', keys: ['enter'], scope: 'sale' },
  { id: 'up', keys: ['up'], scope: 'sale' },
  { id: 'down', keys: ['down'], scope: 'sale' },
  { id: 'left', keys: ['left'], scope: 'sale', when: (s) => listed(s).length > 1 },
  { id: 'right', keys: ['right'], scope: 'sale', when: (s) => listed(s).length > 1 },
  { id: 'erase', keys: ['backspace'], scope: 'sale' },
  { id: 'escape', keys: ['escape'], scope: 'sale' },
  { id: 'pay', keys: ['f4', 'f12'], scope: 'sale', footer: 1, disabledReason: payReason },
  { id: 'more', keys: ['+'], scope: 'sale', footer: 16, ...onTextFree },
  { id: 'less', keys: ['-'], scope: 'sale', footer: 17, ...onTextFree },
  { id: 'remove', keys: ['delete'], scope: ['sale', 'warning'], footer: 2, disabledReason: emptyCart },
  { id: 'quantity', keys: ['f6'], scope: 'sale', footer: 3, disabledReason: emptyCart },
  { id: 'discount', keys: ['ctrl-d'], scope: 'sale', footer: 5, disabledReason: emptyCart },
  { id: 'park', keys: ['ctrl-p'], scope: 'sale', footer: 4, disabledReason: parkReason },
  { id: 'parkedSales', keys: ['ctrl-r'], scope: 'sale', footer: 12 },
  { id: 'previousLine', keys: ['pageup'], scope: 'sale', disabledReason: emptyCart },
  { id: 'nextLine', keys: ['pagedown'], scope: 'sale', disabledReason: emptyCart },
  { id: 'firstLine', keys: ['home'], scope: 'sale', disabledReason: emptyCart },
  { id: 'lastLine', keys: ['end'], scope: 'sale', disabledReason: emptyCart },
  { id: 'clear', keys: ['ctrl-k'], scope: 'sale', footer: 7, disabledReason: emptyCart },
  {
    id: 'undo',
    keys: ['ctrl-u'],
    scope: 'sale',
    footer: 8,
    disabledReason: (s) => (s.desk.undo ? null : 'nothingToUndo'),
  },
  {
    id: 'dropCard',
    keys: ['f5'],
    scope: 'sale',
    footer: 6,
    disabledReason: (s) => (s.desk.holder ? null : 'noCard'),
  },
  { id: 'findStudent', keys: ['ctrl-n'], scope: 'sale', footer: 14 },
  { id: 'history', keys: ['f2'], scope: 'sale', footer: 10 },
  {
    id: 'ticket',
    keys: ['f3'],
    scope: 'sale',
    footer: 9,
    disabledReason: (s) => (s.desk.done ? null : 'noTicket'),
  },
  { id: 'printing', keys: ['f8'], scope: 'sale', footer: 15 },
  { id: 'office', keys: ['f11', 'ctrl-g'], scope: 'sale', footer: 11 },
  { id: 'helpTyped', keys: ['?'], scope: 'sale', when: nothingTyped },

  {
    id: 'confirmRestriction',
    keys: ['f9'],
    scope: 'warning',
    footer: 1,
  },

  { id: 'choose', keys: ['enter'], scope: 'payment' },
  { id: 'up', keys: ['up'], scope: 'payment' },
  { id: 'down', keys: ['down'], scope: 'payment' },
  {
    id: 'method',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    scope: 'payment',
    when: (s) => choosing(s) && activeMethods(s).length > 0,
  },
  { id: 'dropTender', keys: ['delete'], scope: 'payment', footer: 3, disabledReason: tenderReason },
  { id: 'invoice', keys: ['f6'], scope: 'payment', footer: 2, disabledReason: invoiceReason },
  { id: 'exact', keys: ['f4', 'f12'], scope: 'payment', footer: 1, when: (s) => choosing(s) || onAmount(s) },
  { id: 'erase', keys: ['backspace'], scope: 'payment' },
  { id: 'back', keys: ['escape'], scope: 'payment', footer: 4 },
  {
    id: 'retrySale',
    keys: ['f4', 'f12', 'enter'],
    scope: 'saving',
    footer: 1,
    when: (s) => s.dialog?.kind === 'payment' && s.dialog.step === 'unresolved',
  },

  { id: 'accept', keys: ['enter'], scope: 'quantity', footer: 1 },
  { id: 'erase', keys: ['backspace'], scope: 'quantity' },
  { id: 'back', keys: ['escape'], scope: 'quantity', footer: 2 },

  { id: 'accept', keys: ['enter'], scope: ['discount', 'park'], footer: 1 },
  { id: 'nextField', keys: ['tab'], scope: 'discount', footer: 2 },
  { id: 'erase', keys: ['backspace'], scope: ['discount', 'park'] },
  { id: 'back', keys: ['escape'], scope: ['discount', 'park'], footer: 3 },
  { id: 'accept', keys: ['f9'], scope: 'differences', footer: 1 },

  { id: 'yes', keys: ['f9'], scope: 'question', footer: 1 },
  { id: 'no', keys: ['escape'], scope: 'question', footer: 2 },

  { id: 'accept', keys: ['enter'], scope: 'approval', footer: 1 },
  { id: 'nextField', keys: ['tab', 'down'], scope: 'approval', footer: 2 },
  { id: 'previousField', keys: ['up'], scope: 'approval' },
  { id: 'erase', keys: ['backspace'], scope: 'approval' },
  { id: 'back', keys: ['escape'], scope: 'approval', footer: 3 },

  { id: 'accept', keys: ['enter'], scope: ['signIn', 'locked'], footer: 1 },
  { id: 'nextField', keys: ['tab', 'down'], scope: ['signIn', 'locked'], footer: 2 },
  { id: 'previousField', keys: ['up'], scope: ['signIn', 'locked'] },
  { id: 'erase', keys: ['backspace'], scope: ['signIn', 'locked'] },
  { id: 'escape', keys: ['escape'], scope: ['signIn', 'locked'] },

  { id: 'up', keys: ['up'], scope: ['help', 'ticket', 'storedSale', 'history', 'printing'] },
  { id: 'down', keys: ['down'], scope: ['help', 'ticket', 'storedSale', 'history', 'printing'] },
  { id: 'pageDown', keys: ['pagedown'], scope: 'help', footer: 1 },
  { id: 'pageUp', keys: ['pageup'], scope: 'help', footer: 2 },
  { id: 'pageUp', keys: ['pageup'], scope: ['ticket', 'storedSale', 'history'] },
  { id: 'pageDown', keys: ['pagedown'], scope: ['ticket', 'storedSale', 'history'] },
  { id: 'back', keys: ['escape'], scope: ['help', 'ticket', 'storedSale', 'history', 'printing'], footer: 9 },
  {
    id: 'open',
    keys: ['enter'],
    scope: 'history',
    footer: 1,
    disabledReason: (s) => (historyRows(s).length > 0 ? null : 'nothingListed'),
  },
  { id: 'erase', keys: ['backspace'], scope: 'history' },
  {
    id: 'reprint',
    keys: ['f5'],
    scope: ['history', 'storedSale', 'ticket'],
    footer: 2,
    disabledReason: saleReason,
  },
  { id: 'reprintReturn', keys: ['f9'], scope: 'storedSale', footer: 5, disabledReason: slipReason },
  {
    id: 'reprintInvoice',
    keys: ['f4'],
    scope: ['history', 'storedSale'],
    footer: 7,
    disabledReason: kudeReason,
  },
  { id: 'giveBack', keys: ['f8'], scope: ['history', 'storedSale'], footer: 4, disabledReason: returnReason },
  { id: 'previousDay', keys: ['left'], scope: 'history', footer: 5 },
  { id: 'nextDay', keys: ['right'], scope: 'history', footer: 6, disabledReason: dayReason },
  { id: 'void', keys: ['f6'], scope: ['history', 'storedSale'], footer: 3, disabledReason: voidReason },
  { id: 'toSale', keys: ['f11', 'f2'], scope: ['history', 'storedSale'], footer: 10 },
  { id: 'toSale', keys: ['f11', 'f8'], scope: 'printing', footer: 10 },
  { id: 'office', keys: ['ctrl-g'], scope: ['history', 'storedSale', 'printing'], footer: 11 },
  { id: 'printAgain', keys: ['f5'], scope: 'printing', footer: 1, disabledReason: jobReason },
  { id: 'settle', keys: ['f6'], scope: 'printing', footer: 2, disabledReason: jobReason },
];

/** Everywhere. */
export const GLOBAL_KEYS: readonly KeyEntry[] = [
  { id: 'lock', keys: ['f7', 'ctrl-l'], scope: 'global', footer: 20, when: isOpen },
  { id: 'signOut', keys: ['ctrl-o'], scope: 'global', when: isOpen, disabledReason: signOutReason },
  { id: 'help', keys: ['f1', 'ctrl-y'], scope: 'global', footer: 21 },
  { id: 'dismissHint', keys: ['ctrl-x'], scope: 'global', when: (s) => hintOf(s) !== null },
  { id: 'quit', keys: ['f10', 'ctrl-c'], scope: 'global', footer: 22, disabledReason: quitReason },
];

function tenderReason(state: State): Reason | null {
  return state.dialog?.kind === 'payment' && state.dialog.tenders.length > 0 ? null : 'noTender';
}
function saleReason(state: State): Reason | null {
  if (state.dialog?.kind === 'ticket') return state.dialog.sale ? null : 'loading';
  return historyRows(state).length > 0 ? null : 'nothingListed';
}
function returnReason(state: State): Reason | null {
  const row = state.history.open ?? historyRows(state)[state.history.choice];
  if (!row) return 'nothingListed';
  if (row.state === 'Anulada') return 'alreadyVoided';
  return row.total > 0 && row.returned >= row.total ? 'allReturned' : null;
}
function kudeReason(state: State): Reason | null {
  const row = state.history.open ?? historyRows(state)[state.history.choice];
  if (!row) return 'nothingListed';
  return row.invoice?.signed ? null : 'noInvoice';
}
function slipReason({ history: { open } }: State): Reason | null {
  if (!open) return 'nothingListed';
  return open.returned > 0 || open.state === 'Anulada' ? null : 'nothingReturned';
}
function dayReason(state: State): Reason | null {
  return state.history.day < todayOf(state) ? null : 'lastDay';
}
function voidReason(state: State): Reason | null {
  const row = state.history.open ?? historyRows(state)[state.history.choice];
  if (!row) return 'nothingListed';
  return row.state === 'Anulada' ? 'alreadyVoided' : null;
}
function jobReason(state: State): Reason | null {
  if (state.printing.jobs.length === 0) return 'nothingListed';
  return state.printing.jobs[state.printing.choice] ? null : 'nothingChosen';
}
function isOpen(state: State): boolean {
  return state.session.kind === 'open';
}
function signOutReason(state: State): Reason | null {
  if (state.dialog?.kind === 'payment' && isSaving(state.dialog)) return 'saving';
  return state.desk.cart.lines.length > 0 ? 'cartOpen' : null;
}

/** Nobody passing by may throw away the sale behind a locked screen. */
function quitReason(state: State): Reason | null {
  return state.session.kind === 'locked' && state.desk.cart.lines.length > 0 ? 'lockedCart' : null;
}
