/** What the store's books say, before a report is made of it. All amounts are whole guaraníes. */

/** Sums of sales, of what came back, and of top-ups; `amount` is what was paid for what was sold. */
export interface Sums {
  readonly sales: number;
  readonly units: number;
  readonly amount: number;
  readonly discount: number;
  readonly tax: number;
  readonly voids: number;
  readonly voided: number;
  readonly returns: number;
  readonly returned: number;
  readonly unitsBack: number;
  readonly taxBack: number;
  readonly topups: number;
  readonly toppedUp: number;
}

export const SUM_KEYS = [
  'sales',
  'units',
  'amount',
  'discount',
  'tax',
  'voids',
  'voided',
  'returns',
  'returned',
  'unitsBack',
  'taxBack',
  'topups',
  'toppedUp',
] as const satisfies readonly (keyof Sums)[];

export const NO_SUMS = Object.fromEntries(SUM_KEYS.map((key) => [key, 0])) as unknown as Sums;

export const addSums = (all: readonly Sums[]): Sums =>
  all.reduce(
    (total, one) =>
      Object.fromEntries(SUM_KEYS.map((key) => [key, total[key] + one[key]])) as unknown as Sums,
    NO_SUMS,
  );

export const backOf = (sums: Sums): number => sums.voided + sums.returned;
/** Takings: sold less what came back, on the day when it came back. */
export const netOf = (sums: Sums): number => sums.amount - backOf(sums);
/** A voided sale is no ticket; one whose goods came back is. */
export const ticketsOf = (sums: Sums): number => sums.sales - sums.voids;
export const unitsOf = (sums: Sums): number => sums.units - sums.unitsBack;
export const taxOfSums = (sums: Sums): number => sums.tax - sums.taxBack;
/** Guaraníes a ticket, rounded half up; 0 without tickets. */
export const averageOfSums = (sums: Sums): number =>
  ticketsOf(sums) <= 0 ? 0 : Math.round(netOf(sums) / ticketsOf(sums));

export interface DayFacts {
  readonly day: string;
  readonly sums: Sums;
}

/** How sums can be cut; of a category the key is its own. */
export type Cut = 'hour' | 'cashier' | 'method' | 'product' | 'category' | 'rate' | 'client';

export interface CutFacts {
  /** Hour, IVA rate * 2 + invoiced, or the id of what the cut is by. */
  readonly key: number;
  readonly name: string;
  /** Of a product its code, of a method whether it is the students' card (`1`). */
  readonly code: string;
  readonly sums: Sums;
}

export interface ShiftFacts {
  readonly till: string;
  readonly z: number | null;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly float: number;
  readonly sales: number | null;
  readonly expected: number | null;
  readonly counted: number | null;
  readonly difference: number | null;
  readonly reason: string | null;
}

export interface StockFacts {
  readonly code: string;
  readonly name: string;
  readonly stock: number;
  readonly minimum: number;
}

export interface StockValueFacts {
  readonly category: string;
  readonly products: number;
  readonly units: number;
  /** At the price of purchase, and at that of sale. */
  readonly cost: number;
  readonly value: number;
}

export interface CardStateFacts {
  readonly state: 'active' | 'blocked' | 'expired' | 'replaced';
  readonly cards: number;
  readonly balance: number;
}

export interface BalanceFacts {
  readonly client: string;
  readonly cards: number;
  readonly balance: number;
}

export interface RestrictionFacts {
  readonly at: string;
  readonly sale: string;
  readonly student: string;
  readonly product: string;
  readonly restriction: string;
  readonly severity: string;
  readonly blocking: boolean;
  readonly confirmedBy: string;
  readonly approvedBy: string | null;
  readonly reason: string | null;
}

export interface BackFacts {
  readonly at: string;
  readonly sale: string;
  readonly kind: 'void' | 'return';
  readonly till: string;
  readonly person: string;
  readonly approvedBy: string | null;
  readonly amount: number;
  readonly reason: string;
}
