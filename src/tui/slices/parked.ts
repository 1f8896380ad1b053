import { MOST_NOTE, type ParkedSale, recalled } from '../../domain/parked.ts';
import type { Result } from '../../domain/result.ts';
import { productById } from '../../domain/search.ts';
import { usableCard } from '../../domain/student.ts';
import { numbered, refuse, type Step, say, stay } from '../events.ts';
import { EMPTY_DESK } from '../initial.ts';
import { openPage } from '../office/frames.ts';
import { saleTotals, userOf } from '../selectors.ts';
import type { ParkDialog, State } from '../state.ts';
import { withoutLast } from '../text.ts';
import { askStudent } from './desk.ts';

/** How often the sales that wait are counted, in milliseconds: none is forgotten, and nobody waits for it. */
const COUNT_EVERY = 5_000;

const dialogOf = (state: State): ParkDialog | null => (state.dialog?.kind === 'park' ? state.dialog : null);

const withDialog = (state: State, change: Partial<ParkDialog>): State => {
  const dialog = dialogOf(state);
  return dialog ? { ...state, notice: null, dialog: { ...dialog, error: null, ...change } } : state;
};

/** Asks for a note, and for the identity of what is put aside. */
export const startPark = (state: State): Step => {
  const { asking, seq } = numbered(state);
  const dialog: ParkDialog = { kind: 'park', uuid: null, text: '', busy: false, seq: 0, error: null };
  return stay({ ...asking, dialog, notice: null }, { kind: 'makeSaleId', seq });
};

export const parkIdMade = (state: State, uuid: string): State =>
  dialogOf(state)?.uuid === null ? withDialog(state, { uuid }) : state;

export const typePark = (state: State, text: string): State => {
  const dialog = dialogOf(state);
  if (!dialog || dialog.busy) return state;
  return withDialog(state, { text: [...(dialog.text + text)].slice(0, MOST_NOTE).join('') });
};

export const erasePark = (state: State): State => {
  const dialog = dialogOf(state);
  return dialog && !dialog.busy ? withDialog(state, { text: withoutLast(dialog.text) }) : state;
};

export const acceptPark = (state: State): Step => {
  const dialog = dialogOf(state);
  const actor = userOf(state);
  if (!dialog || dialog.busy || dialog.uuid === null || !actor) return stay(state);
  const { asking, seq } = numbered(state);
  const { holder } = state.desk;
  return stay(withDialog(asking, { busy: true, seq }), {
    kind: 'park',
    seq,
    actor,
    request: {
      uuid: dialog.uuid,
      tillId: state.till.id,
      cart: state.desk.cart,
      cardNumber: usableCard(holder)?.cardNumber ?? null,
      studentId: usableCard(holder) ? null : (holder?.studentId ?? null),
      note: dialog.text,
      total: saleTotals(state).total,
    },
  });
};

/** Only what is stored leaves the screen; a refusal or a lost line keeps the cart, and the same identity goes again. */
export const parked = (state: State, seq: number, result: Result<ParkedSale>): Step => {
  const dialog = dialogOf(state);
  if (dialog?.seq !== seq) return stay(state);
  if (!result.ok) return stay(withDialog(state, { busy: false, error: result.error }), { kind: 'bell' });
  const { note } = result.value;
  const world = { ...state.world, parked: (state.world.parked ?? 0) + 1 };
  return stay(say({ ...state, world, dialog: null, desk: EMPTY_DESK }, 'good', 'parked', { note }));
};

export const openParked = (state: State): Step => openPage(state, { page: 'parked' });

/** A parked sale comes back into an empty cart at today's prices; its card or student is read and the restrictions asked again. */
export const recall = (state: State, sale: ParkedSale): Step => {
  if (state.desk.cart.lines.length > 0) return stay(state);
  const { cart, differences } = recalled(sale, (id) => productById(state.world.catalogue.index, id));
  const count = Math.max(0, (state.world.parked ?? 1) - 1);
  const dialog = differences.length > 0 ? ({ kind: 'differences', differences, offset: 0 } as const) : null;
  const filled: State = {
    ...state,
    world: { ...state.world, parked: count },
    desk: { ...EMPTY_DESK, cart },
    dialog,
  };
  const told = say(filled, 'good', 'recalled', { note: sale.note, units: sale.units });
  if (sale.cardNumber === null)
    return sale.studentId === null ? stay(told) : askStudent(told, sale.studentId);
  const { asking, seq } = numbered(told);
  const reading = { number: sale.cardNumber, seq, thenPay: false };
  return stay(
    { ...asking, desk: { ...asking.desk, reading } },
    { kind: 'findCard', seq, number: sale.cardNumber },
  );
};

/** Counts what waits, now and then. */
export const countParked = (state: State): Step => {
  const { world, session } = state;
  if (session.kind !== 'open' || world.database !== 'ready' || world.now - world.parkedAskedAt < COUNT_EVERY)
    return stay(state);
  return stay({ ...state, world: { ...world, parkedAskedAt: world.now } }, { kind: 'countParked' });
};

export const parkFailed = (state: State, result: Extract<Result<never>, { ok: false }>): Step => {
  const dialog = dialogOf(state);
  return dialog ? parked(state, dialog.seq, result) : refuse(state, result.error);
};
