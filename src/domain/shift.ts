import { type Gs, gs, sum } from './money.ts';

/** Notes and coins that are counted, the largest first, in guaraníes. */
export const DENOMINATIONS = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50] as const;
export type Denomination = (typeof DENOMINATIONS)[number];

/** The most pieces of one denomination that a count takes. */
export const MOST_PIECES = 999_999;

/** How many pieces of one note or coin. */
export interface Pile {
  readonly denomination: Denomination;
  readonly pieces: number;
}

export const countedTotal = (piles: readonly Pile[]): Gs =>
  sum(piles.map(({ denomination, pieces }) => gs(denomination * pieces)));

const isDenomination = (value: number): value is Denomination =>
  (DENOMINATIONS as readonly number[]).includes(value);

/**
 * `100000x3,50000x2` as piles; points in the amounts may stay.
 * @returns null for anything else: an unknown note, one named twice, a number that is none
 */
export const parseCount = (typed: string): readonly Pile[] | null => {
  const piles: Pile[] = [];
  for (const part of typed.split(',')) {
    const [, note = '', pieces = ''] = /^\s*([\d.]{1,9})\s*[xX*]\s*(\d{1,6})\s*$/.exec(part) ?? [];
    const denomination = Number(note.replaceAll('.', ''));
    if (pieces === '' || !isDenomination(denomination)) return null;
    if (piles.some((pile) => pile.denomination === denomination)) return null;
    piles.push({ denomination, pieces: Number(pieces) });
  }
  return piles;
};

export type ShiftState = 'Abierto' | 'Cerrado';
/** Cash into the drawer, or out of it. */
export type CashDirection = 'Entrada' | 'Salida';

/** A till's drawer from one person's opening to its closing. */
export interface Shift {
  readonly id: number;
  readonly tillId: number;
  readonly till: string;
  readonly state: ShiftState;
  readonly openedBy: string;
  /** Store-local, as all dates here. */
  readonly openedAt: string;
  readonly float: Gs;
}

export interface MethodFigures {
  readonly methodId: number;
  readonly method: string;
  readonly isCash: boolean;
  /** What was applied to sales; change is not in it. */
  readonly sales: Gs;
  readonly topups: Gs;
  readonly refunds: Gs;
}

export interface RateFigures {
  readonly rate: number;
  readonly base: Gs;
  readonly tax: Gs;
  readonly baseBack: Gs;
  readonly taxBack: Gs;
}

/** What is left of a rate; below 0 where more came back than was sold. */
export const netOfRate = (figures: RateFigures): { readonly base: number; readonly tax: number } => ({
  base: figures.base - figures.baseBack,
  tax: figures.tax - figures.taxBack,
});

/** The figures of a shift; the same routine makes them for the X and for the Z. */
export interface ShiftFigures {
  readonly sales: {
    readonly tickets: number;
    readonly units: number;
    readonly total: Gs;
    /** Of lines and of whole sales; already taken off the total. */
    readonly discounts: Gs;
    readonly first: string | null;
    readonly last: string | null;
  };
  readonly voids: { readonly count: number; readonly total: Gs };
  readonly returns: { readonly count: number; readonly total: Gs };
  /** Tax of voids and returns together. */
  readonly taxRefunded: Gs;
  readonly topups: number;
  /** X readings printed before. */
  readonly readings: number;
  readonly cash: {
    readonly float: Gs;
    readonly sales: Gs;
    readonly topups: Gs;
    readonly in: Gs;
    readonly out: Gs;
    readonly refunds: Gs;
    /** What should be in the drawer. */
    readonly expected: Gs;
  };
  readonly methods: readonly MethodFigures[];
  /** Of each rate: sold, and what of it came back in this shift, also of sales of another one. */
  readonly taxes: readonly RateFigures[];
  /** Parked at the till: at a closing they expire. */
  readonly parked: { readonly count: number; readonly total: Gs };
}

/** An open shift as it is at a moment (X). */
export interface ShiftReading {
  readonly shift: Shift;
  readonly readAt: string;
  /** Who had it printed; null: only looked at. */
  readonly readBy: string | null;
  readonly figures: ShiftFigures;
}

/** How a shift ended (Z). */
export interface Closing {
  readonly z: number;
  readonly closedAt: string;
  readonly closedBy: string;
  readonly expected: Gs;
  readonly counted: Gs;
  /** Counted less expected: negative when money is missing. */
  readonly difference: Gs;
  readonly reason: string | null;
}

export interface ShiftRow {
  readonly shift: Shift;
  readonly closing: Closing | null;
}

export interface CashMove {
  readonly id: number;
  readonly uuid: string;
  readonly shiftId: number;
  readonly till: string;
  readonly direction: CashDirection;
  readonly amount: Gs;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** A closed shift with all that its paper shows. */
export interface ClosedShift {
  readonly shift: Shift;
  readonly closing: Closing;
  readonly figures: ShiftFigures;
  readonly count: readonly Pile[];
}
