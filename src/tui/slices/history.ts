import type { UndoneInvoice } from '../../app/follow-invoice.ts';
import type { Result } from '../../domain/result.ts';
import type { StoredReturn } from '../../domain/returns.ts';
import type { SaleSummary, StoredSale } from '../../domain/sale.ts';
import { numbered, refuse, type ShowPurpose, type Step, say, stay } from '../events.ts';
import { EMPTY_HISTORY } from '../initial.ts';
import { openPage } from '../office/frames.ts';
import { historyRows, todayOf, userOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { approvalRefused, startVoid } from './approval.ts';
import { askUndo } from './invoice.ts';

/** The most sales of a day that the history lists; beyond it the search of the command line serves. */
const MOST_SALES = 1_000;

export const openHistory = (state: State): Step =>
  askSales({
    ...state,
    pane: 'history',
    notice: null,
    history: { ...EMPTY_HISTORY, day: todayOf(state) },
  });

const askSales = (state: State): Step => {
  const { asking, seq } = numbered(state);
  const { day } = state.history;
  return stay(
    { ...asking, history: { ...state.history, loading: true, seq } },
    { kind: 'listSales', seq, filter: { from: day, to: day, limit: MOST_SALES } },
  );
};

/** The day before or after; none after today. */
export const moveDay = (state: State, by: 1 | -1): Step => {
  const date = new Date(`${state.history.day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  const day = date.toISOString().slice(0, 10);
  if (day > todayOf(state)) return stay(state);
  const { text } = state.history;
  return askSales({ ...state, notice: null, history: { ...EMPTY_HISTORY, day, text } });
};

/** Back from a page that may have changed the sales: they are read again, the selection stays. */
export const refreshed = (before: State, step: Step): Step => {
  const { state } = step;
  if (before.pane !== 'office' || state.pane !== 'history') return step;
  const asked = askSales({ ...state, history: { ...state.history, open: null } });
  return { state: asked.state, effects: [...step.effects, ...asked.effects] };
};

/** Lines of the sale come back: a page of its own asks which. */
export const giveBack = (state: State): Step => {
  const saleId = selectedSale(state);
  return saleId === null ? stay(state) : openPage(state, { page: 'saleReturn', params: { saleId } });
};

export const salesListed = (state: State, seq: number, rows: readonly SaleSummary[]): State =>
  state.history.seq === seq ? { ...state, history: { ...state.history, rows, loading: false } } : state;

export const typeHistory = (state: State, text: string): State => ({
  ...state,
  history: { ...state.history, text: text.slice(0, 60), choice: 0 },
});

export const moveHistory = (state: State, by: number): State => {
  const { history } = state;
  if (history.open) return { ...state, history: { ...history, offset: Math.max(0, history.offset + by) } };
  const count = historyRows(state).length;
  const choice = Math.max(0, Math.min(count - 1, history.choice + by));
  return { ...state, history: { ...history, choice } };
};

/** The sale that the history is about: the open one, or the selected row's id. */
const selectedSale = (state: State): number | null =>
  state.history.open?.id ?? historyRows(state)[state.history.choice]?.id ?? null;

export const showSelected = (state: State, purpose: ShowPurpose): Step => {
  const id = selectedSale(state);
  if (id === null) return stay(state);
  const { asking, seq } = numbered(state);
  return stay(
    { ...asking, history: { ...state.history, seq } },
    { kind: 'showSale', seq, sale: id, purpose },
  );
};

/** Void needs the stored sale: it is read first when the list alone is open. */
export const askVoid = (state: State): Step => {
  if (state.history.open) return stay(startVoid(state, state.history.open));
  return showSelected(state, 'void');
};

export const storedArrived = (
  state: State,
  seq: number,
  purpose: ShowPurpose,
  result: Result<StoredSale>,
): Step => {
  if (purpose === 'ticket') {
    if (state.dialog?.kind !== 'ticket' || seq !== state.dialog.seq) return stay(state);
    if (!result.ok) return refuse({ ...state, dialog: null }, result.error);
    return stay({ ...state, dialog: { ...state.dialog, sale: result.value } });
  }
  if (state.pane !== 'history' || seq !== state.history.seq || state.dialog) return stay(state);
  if (!result.ok) return refuse(state, result.error);
  if (purpose === 'void') return stay(startVoid(state, result.value));
  return stay({ ...state, history: { ...state.history, open: result.value, offset: 0 } });
};

/** The ticket of the sale just made, as stored. */
export const openTicket = (state: State): Step => {
  const done = state.desk.done;
  if (!done) return stay(state);
  const { asking, seq } = numbered(state);
  return stay(
    { ...asking, dialog: { kind: 'ticket', sale: null, offset: 0, seq } },
    { kind: 'showSale', seq, sale: done.sale.id, purpose: 'ticket' },
  );
};

/** A copy of the ticket, or of the slip of what came back last. */
export const reprint = (state: State, returned = false): Step => {
  const user = userOf(state);
  const saleId = state.dialog?.kind === 'ticket' ? (state.dialog.sale?.id ?? null) : selectedSale(state);
  if (saleId === null || !user) return stay(state);
  return stay(state, { kind: 'reprint', actor: user, tillId: state.till.id, saleId, returned });
};

/** A void's answer: the history is read again, the cart was never touched. */
export const voided = (
  state: State,
  seq: number,
  result: Result<StoredReturn>,
  invoice: UndoneInvoice | null,
): Step => {
  if (state.dialog?.kind !== 'approval' || state.dialog.seq !== seq) return stay(state);
  if (!result.ok) return approvalRefused(state, result.error);
  const closed = { ...state, dialog: null, history: { ...state.history, open: null } };
  const told = say(closed, 'good', 'voided', { sale: result.value.saleNumber });
  const asked = askSales(invoice ? askUndo(told, result.value, invoice) : told);
  return { state: asked.state, effects: [...asked.effects, { kind: 'wakePrinter' }] };
};
