import { businessDay } from '../domain/business-time.ts';
import { totals as cartTotals, type Totals } from '../domain/cart.ts';
import { type InvoiceRefusal, invoiceRefusal, type PaymentMethod, remaining } from '../domain/payment.ts';
import type { Product } from '../domain/product.ts';
import { type Conflict, conflictsOf, unanswered } from '../domain/restrictions.ts';
import { type SaleSummary, shortNumber } from '../domain/sale.ts';
import { usableCard } from '../domain/student.ts';
import type { Actor } from '../domain/user.ts';
import type { PageId } from './office/ids.ts';
import type { Payment, State } from './state.ts';

/** Where the keys go. One scope at a time, besides `global`. */
export type Scope =
  | 'signIn'
  | 'locked'
  | 'help'
  | 'question'
  | 'approval'
  | 'quantity'
  | 'discount'
  | 'park'
  | 'differences'
  | 'ticket'
  | 'payment'
  | 'saving'
  | 'sale'
  | 'warning'
  | 'history'
  | 'storedSale'
  | 'printing'
  /** A page of the back office, and what all pages of a kind share. */
  | `office.${PageId}`
  | 'list'
  | 'form'
  | 'text'
  | 'picker'
  | 'global';

export const scopeOf = (state: State): Scope => {
  if (state.help !== null) return 'help';
  if (state.question) return 'question';
  if (state.session.kind === 'out' || state.session.kind === 'renew') return 'signIn';
  if (state.session.kind === 'locked') return 'locked';
  const { dialog } = state;
  if (dialog?.kind === 'payment') return isSaving(dialog) ? 'saving' : 'payment';
  if (dialog) return dialog.kind;
  if (state.pane === 'history') return state.history.open ? 'storedSale' : 'history';
  if (state.pane === 'printing') return 'printing';
  if (state.pane === 'office') return officeScope(state);
  return openConflicts(state).length > 0 ? 'warning' : 'sale';
};

/** Head and rule above, rule and three rows below. */
const FRAME_ROWS = 6;

/** Rows between the head and the foot of the screen. */
export const bodyRows = ({ world }: State): number => world.rows - FRAME_ROWS;

const officeScope = ({ office }: State): Scope => {
  const front = office.frames.at(-1);
  if (!front) return 'sale';
  return front.form && front.form.picking !== null ? 'picker' : `office.${front.page}`;
};

export const isSaving = (payment: Payment): boolean =>
  payment.step === 'saving' || payment.step === 'unresolved';

/** The person who opened the till; nobody while it is closed. */
export const userOf = (state: State): Actor | null =>
  state.session.kind === 'open' || state.session.kind === 'locked' ? state.session.user : null;

/** Restrictions of the student that the cart touches and that nobody has answered yet. */
export const openConflicts = (state: State): readonly Conflict[] => {
  const { holder, cart, acks } = state.desk;
  if (!holder || holder.restrictions.length === 0) return [];
  const all = cart.lines.flatMap((line) =>
    conflictsOf({ id: line.productId, name: line.name, allergens: line.allergens }, holder.restrictions),
  );
  return unanswered(all, acks);
};

/** Whether a product touches a restriction of the student at the desk. */
export const touchesRestriction = (
  state: State,
  product: { id: number; name: string; allergens: readonly number[] },
): boolean => state.desk.holder !== null && conflictsOf(product, state.desk.holder.restrictions).length > 0;

/** The store's business day: what is sold before its end is of the day before. */
export const todayOf = ({ world }: State): string =>
  businessDay(new Date(world.now), world.shop?.store.dayCutMinutes ?? 0);

export const saleTotals = (state: State): Totals =>
  cartTotals(
    state.desk.cart,
    state.world.shop?.store.taxMode ?? 'en_factura',
    state.dialog?.kind === 'payment' && state.dialog.invoiced,
  );

export const activeMethods = (state: State): readonly PaymentMethod[] =>
  (state.world.shop?.methods ?? []).filter((method) => method.active);

export const missingOf = (state: State, payment: Payment): number =>
  remaining(saleTotals(state).total, payment.tenders);

export const invoiceOff = (state: State, payment: Payment): InvoiceRefusal | null => {
  const methods = state.world.shop?.methods ?? [];
  const used = payment.tenders.flatMap((tender) => methods.filter((method) => method.id === tender.methodId));
  return invoiceRefusal(
    state.world.shop?.store.invoicing ?? false,
    usableCard(state.desk.holder),
    payment.method && !used.includes(payment.method) ? [...used, payment.method] : used,
  );
};

/** What the left side lists: the search's results, or the frequent products when nothing is typed. */
export const listed = (state: State): readonly Product[] =>
  queryOf(state.desk.text).query === '' ? state.world.catalogue.frequent : state.desk.results;

/** `3*coca`: three of what follows. */
export const queryOf = (text: string): { readonly quantity: number | null; readonly query: string } => {
  const found = /^\s*(\d{1,5})\s*\*(.*)$/.exec(text);
  return found
    ? { quantity: Number(found[1]), query: (found[2] ?? '').trim() }
    : { quantity: null, query: text.trim() };
};

/** Digits alone are a card's or a product's number, never a search. */
export const isCode = (query: string): boolean => /^\d+$/.test(query);

/** Numbers are each till's own: another's is told with it. */
export const numberAt = ({ till }: State, { number }: SaleSummary): string => {
  const code = number.slice(0, number.lastIndexOf('-'));
  return code === till.code ? shortNumber(number) : `${code}-${shortNumber(number)}`;
};

/** A sale's state in the words that its row shows: voided, returned in part. */
const stateWords = ({ words }: State, row: SaleSummary): string => {
  const t = words.screen.history;
  if (row.state === 'Anulada') return t.voided;
  return row.returned > 0 ? t.returned : '';
};

export const historyRows = (state: State): State['history']['rows'] => {
  const words = state.history.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return state.history.rows;
  return state.history.rows.filter((row) => {
    const names = `${row.number} ${numberAt(state, row)} ${shortNumber(row.number)} ${row.client ?? ''} ${row.student ?? ''} ${row.cardNumber ?? ''} ${row.cashier}`;
    const text = `${names} ${row.methods} ${row.total} ${stateWords(state, row)}`;
    const low = text.toLowerCase();
    return words.every((word) => low.includes(word));
  });
};
