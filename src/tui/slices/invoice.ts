import type { UndoneInvoice } from '../../app/follow-invoice.ts';
import type { Undone } from '../../app/undo-invoice.ts';
import { type InvoiceBacklog, type InvoiceRecord, warningOf } from '../../domain/invoice/record.ts';
import type { InvoiceUndo } from '../../domain/invoice/undo.ts';
import type { Result } from '../../domain/result.ts';
import type { StoredReturn } from '../../domain/returns.ts';
import { refuse, type Step, say, stay } from '../events.ts';
import { historyRows, userOf } from '../selectors.ts';
import type { NoticeKey, State } from '../state.ts';
import { withWorld } from './world.ts';

/** How often what is not settled with the tax authority is looked at, in milliseconds: its warnings count hours. */
const WATCH_EVERY = 60_000;

/** Looks at what waits for its approval, now and then. */
export const watchInvoices = (state: State): Step => {
  const { world, session } = state;
  if (
    session.kind !== 'open' ||
    world.database !== 'ready' ||
    world.now - world.invoicesAskedAt < WATCH_EVERY
  )
    return stay(state);
  return stay(withWorld(state, { invoicesAskedAt: world.now }), { kind: 'watchInvoices' });
};

/** A warning stays in the header; it is said once as a sentence, where no other stands, and again when it grows louder. */
export const backlogKnown = (state: State, backlog: InvoiceBacklog): State => {
  const level = warningOf(backlog);
  const before = state.world.invoiceHours;
  const hours = level === null ? null : backlog.oldestHours;
  const next = withWorld(state, { invoiceHours: hours });
  const louder = level !== null && (before === null || before < level);
  return louder && state.notice === null ? say(next, 'warn', 'invoicesLate', { hours: hours ?? 0 }) : next;
};

/** How the invoice of the sale just made came out. The sale stands whatever it was; the next one may have begun. */
export const invoiced = (state: State, saleId: number, result: Result<InvoiceRecord | null>): Step => {
  const { done } = state.desk;
  const shown = done?.sale.id === saleId ? done : null;
  if (!result.ok) {
    const told = { ...state, notice: { tone: 'warn', error: result.error } as const };
    return stay(
      shown ? { ...told, desk: { ...state.desk, done: { ...shown, invoice: { code: null } } } } : told,
      { kind: 'bell' },
    );
  }
  const code = result.value?.code ?? null;
  const next = shown && code !== null ? { ...state.desk, done: { ...shown, invoice: { code } } } : state.desk;
  // Its paper was queued with the signature.
  return stay({ ...state, desk: next }, { kind: 'wakePrinter' });
};

/** After a void: asks what becomes of the sale's invoice, or says what cannot be done now. */
export const askUndo = (state: State, given: StoredReturn, { invoice, undo }: UndoneInvoice): State => {
  if (undo === 'done') return state;
  if (undo === 'wait') return say(state, 'warn', 'invoiceWaits', { code: invoice.code });
  return {
    ...state,
    question: { kind: 'undoInvoice', invoice, undo, returnId: given.id, reason: given.reason },
  };
};

/** Yes to the question of {@link askUndo}. */
export const undo = (state: State): Step => {
  const { question } = state;
  const user = userOf(state);
  if (question?.kind !== 'undoInvoice' || !user) return stay(state);
  const { invoice, undo: what, returnId, reason } = question;
  return stay(
    { ...state, question: null },
    {
      kind: 'undoInvoice',
      actor: user,
      wanted: { invoice, undo: what, returnId, tillId: state.till.id, reason },
    },
  );
};

/** What is said of each; what waits or is settled is never asked about. */
const UNDONE: Readonly<Record<InvoiceUndo, NoticeKey>> = {
  cancel: 'invoiceCancelled',
  credit: 'invoiceCredited',
  part: 'invoiceCredited',
  report: 'invoiceReported',
  wait: 'invoiceWaits',
  done: 'invoiceWaits',
};

export const undone = (state: State, result: Result<Undone>): Step => {
  if (!result.ok) return refuse(state, result.error);
  const { undo: what, code } = result.value;
  return stay(say(state, 'good', UNDONE[what], { code }), { kind: 'wakePrinter' });
};

/** A copy of the KuDE of the sale in front. */
export const reprintInvoice = (state: State): Step => {
  const user = userOf(state);
  const row = state.history.open ?? historyRows(state)[state.history.choice];
  if (!user || !row) return stay(state);
  return stay(state, { kind: 'reprintInvoice', actor: user, tillId: state.till.id, saleId: row.id });
};
