import { isCardNumber } from '../../domain/card.ts';
import { addProduct, removeProduct, setQuantity, settled } from '../../domain/cart.ts';
import { posError } from '../../domain/errors.ts';
import type { Product } from '../../domain/product.ts';
import type { Result } from '../../domain/result.ts';
import { findByCode, productById, search } from '../../domain/search.ts';
import { deadCardOf, type Served, usableCard } from '../../domain/student.ts';
import { numbered, refuse, refuseSaying, type Step, say, stay } from '../events.ts';
import { EMPTY_DESK } from '../initial.ts';
import { isCode, listed, queryOf } from '../selectors.ts';
import type { Desk, State } from '../state.ts';

const RESULTS = 40;

export const withDesk = (state: State, change: Partial<Desk>): State => ({
  ...state,
  desk: { ...state.desk, ...change },
});

/** Text typed into the omnibox: the next sale begins, the answer on screen makes room. */
export const typeText = (state: State, text: string): State => {
  const value = (state.desk.text + text).slice(0, 60).trimStart();
  return withText({ ...state, notice: null }, value);
};

export const withText = (state: State, text: string): State => {
  const { query } = queryOf(text);
  const results = query === '' ? [] : search(state.world.catalogue.index, query, RESULTS);
  const choice = query === '' || isCode(query) || results.length === 0 ? -1 : 0;
  return withDesk(state, { text, results, choice, done: text === '' ? state.desk.done : null });
};

/** Adds a product to the cart; the restrictions it touches show up by themselves (see `openConflicts`). */
export const add = (state: State, product: Product, quantity: number): Step => {
  const cleared = withText(state, '');
  const filled = addProduct(state.desk.cart, product, quantity);
  if (!filled.ok) return refuse(cleared, filled.error);
  const line = filled.value.lines.findIndex((one) => one.productId === product.id);
  const next = withDesk(cleared, { cart: filled.value, line, done: null, undo: null });
  const units = filled.value.lines[line]?.quantity ?? quantity;
  return stay(added(next, product, units));
};

/** What went into the cart, and how many are left once that is few. */
const added = (state: State, product: Product, units: number): State => {
  const left = product.stock - units;
  const few = !product.sellsBelowZero && left <= product.minStock;
  return few
    ? say(state, 'warn', 'addedFew', { units, product: product.name, left })
    : say(state, 'good', 'added', { units, product: product.name });
};

/** Enter in the omnibox: what is selected, else a code, else a card. */
export const submit = (state: State): Step => {
  const { text, choice } = state.desk;
  const { quantity, query } = queryOf(text);
  const chosen = listed(state)[choice];
  if (chosen) return add(state, chosen, quantity ?? 1);
  if (query === '') return quantity === null ? stay(state) : changeQuantity(withText(state, ''), quantity);
  return lookUp(state, query, quantity);
};

/**
 * A code that was scanned or typed whole. A product's code comes first, because the catalogue answers at once and
 * its codes are exact; what no product has may be a card's number, also with letters in it, which the database knows.
 */
export const lookUp = (state: State, code: string, quantity: number | null): Step => {
  const product = findByCode(state.world.catalogue.index, code);
  if (product) return add(state, product, quantity ?? 1);
  if (!isCode(code) && !isCardNumber(code))
    return refuse(withText(state, code), posError('PRODUCTO_INEXISTENTE', { producto: code }));
  const { asking, seq } = numbered(state);
  const reading = { number: code, seq, thenPay: false };
  const next = withDesk(withText(asking, ''), { reading, done: null });
  return stay({ ...next, notice: null }, { kind: 'findCard', seq, number: code });
};

/** Asks for a student by id: one who is served without a card. */
export const askStudent = (state: State, studentId: number): Step => {
  const { asking, seq } = numbered(state);
  const reading = { number: null, seq, thenPay: false };
  return stay(withDesk(asking, { reading }), { kind: 'findStudent', seq, studentId });
};

/** Asks again for who is on the desk: by the card, also one that is out of use, else by name. */
export const askAgain = (state: State, served: Served): Step => {
  const number = usableCard(served)?.cardNumber ?? deadCardOf(served)?.number;
  if (number === undefined) return askStudent(state, served.studentId);
  const { asking, seq } = numbered(state);
  return stay(withDesk(asking, { reading: { number, seq, thenPay: false } }), {
    kind: 'findCard',
    seq,
    number,
  });
};

/** The answer to a card, or to a student's name. */
export const cardRead = (state: State, seq: number, number: string | null, result: Result<Served>): Step => {
  if (state.desk.reading?.seq !== seq) return stay(state);
  const answered = withDesk(state, { reading: null });
  if (!result.ok)
    return result.error.code === 'TARJETA_INEXISTENTE' && number !== null
      ? unknownCode(answered, number)
      : refuse(answered, result.error);
  const step = serve(answered, result.value);
  const { notice } = answered;
  // A product refused while the card was being read must still be seen: the name stands on the desk anyway.
  const missed = number !== null && notice !== null && (notice.tone === 'danger' || notice.tone === 'warn');
  return missed && step.state.notice?.tone === 'good' ? { ...step, state: { ...step.state, notice } } : step;
};

/** Somebody comes to the desk. With products in the cart, another child asks first whose sale this is. */
export const serve = (state: State, served: Served): Step => {
  const { holder, cart } = state.desk;
  if (holder && holder.studentId !== served.studentId && cart.lines.length > 0)
    return stay({ ...state, question: { kind: 'switchCard', holder: served } }, { kind: 'bell' });
  const next = takeCard(state, served);
  return deadCardOf(served) && next.notice !== state.notice ? stay(next, { kind: 'bell' }) : stay(next);
};

/** Neither a product's code nor a card. With letters in it, it may have been words typed on a slow line: they are looked for. */
const unknownCode = (state: State, code: string): Step => {
  const searched = !isCode(code) && state.desk.text === '' ? withText(state, code) : state;
  return searched.desk.results.length > 0
    ? refuse(searched, posError('PRODUCTO_INEXISTENTE', { producto: code }))
    : refuseSaying(state, 'unknownCode', { code });
};

/** What was asked meanwhile about somebody else is no longer waited for. */
export const takeCard = (state: State, holder: Served): State => {
  const before = state.desk.holder;
  const same = before?.studentId === holder.studentId;
  const acks = same ? state.desk.acks : [];
  const next = withDesk(state, { holder, acks, reading: null, done: null, undo: null });
  const student = holder.studentName;
  const dead = deadCardOf(holder);
  if (same && deadCardOf(before)?.state === dead?.state && !usableCard(before) === !usableCard(holder))
    return next;
  if (dead) return say(next, 'warn', 'cardOff', { student, state: dead.state });
  return say(next, 'good', usableCard(holder) ? 'cardRead' : 'servedByName', { student });
};

export const dropCard = (state: State): State =>
  say(withDesk(state, { holder: null, acks: [], undo: remembered(state.desk) }), 'info', 'cardDropped');

const remembered = (desk: Desk): Desk['undo'] => ({ holder: desk.holder, cart: desk.cart, acks: desk.acks });

export const moveChoice = (state: State, by: number): State => {
  const count = listed(state).length;
  if (count === 0) return state;
  const from = state.desk.choice;
  const choice = from < 0 ? (by > 0 ? 0 : count - 1) : Math.min(count - 1, Math.max(0, from + by));
  return withDesk({ ...state, notice: null }, { choice, done: null });
};

export const moveLine = (state: State, to: number): State =>
  withDesk(state, { line: Math.min(state.desk.cart.lines.length - 1, Math.max(0, to)) });

/** Sets the quantity of the selected line. */
export const changeQuantity = (state: State, quantity: number): Step => {
  const line = state.desk.cart.lines[state.desk.line];
  if (!line) return refuse(state, posError('CARRITO_VACIO'));
  const product = productById(state.world.catalogue.index, line.productId);
  if (!product) return refuse(state, posError('PRODUCTO_INEXISTENTE', { producto: line.name }));
  const changed = setQuantity(state.desk.cart, product, quantity);
  if (!changed.ok) return refuse(state, changed.error);
  return stay(added(withDesk(state, { cart: changed.value, done: null, undo: null }), product, quantity));
};

export const stepQuantity = (state: State, by: 1 | -1): Step => {
  const line = state.desk.cart.lines[state.desk.line];
  if (!line) return stay(state);
  return line.quantity + by < 1
    ? stay(removeLine(state, line.productId))
    : changeQuantity(state, line.quantity + by);
};

/** Takes a product out of the cart, and with it the answers given for it: added again, it is asked again. */
export const removeLine = (state: State, productId: number): State => {
  const { desk } = state;
  const name = desk.cart.lines.find((line) => line.productId === productId)?.name ?? '';
  const cart = removeProduct(desk.cart, productId);
  const next = withDesk(state, {
    cart,
    line: Math.max(0, Math.min(desk.line, cart.lines.length - 1)),
    acks: desk.acks.filter((ack) => ack.productId !== productId),
    undo: remembered(desk),
  });
  return say(next, 'info', 'removed', { product: name });
};

export const clearDesk = (state: State): State =>
  say({ ...state, desk: { ...EMPTY_DESK, undo: remembered(state.desk) } }, 'info', 'cleared');

export const undo = (state: State): State => {
  const { undo: before } = state.desk;
  if (!before) return state;
  return say(withDesk(state, { ...before, line: 0, undo: null, done: null }), 'good', 'undone');
};

/** Lines follow the catalogue: a price or allergen that changed elsewhere is shown before it is refused. */
export const refreshLines = (state: State): State => {
  const { cart } = state.desk;
  let repriced: string | null = null;
  const lines = cart.lines.map((line) => {
    const product = productById(state.world.catalogue.index, line.productId);
    if (!product) return line;
    const same =
      product.price === line.price &&
      product.name === line.name &&
      product.taxRate === line.taxRate &&
      product.allergens.join() === line.allergens.join();
    if (same) return line;
    if (product.price !== line.price) repriced = product.name;
    const { name, price, taxRate, allergens } = product;
    return { ...line, name, price, taxRate, allergens };
  });
  if (lines.every((line, at) => line === cart.lines[at])) return state;
  const next = withDesk(state, { cart: settled({ ...cart, lines }) });
  return repriced === null ? next : say(next, 'warn', 'repriced', { product: repriced });
};
