import type { InvoiceBacklog } from './invoice/record.ts';
import type { Gs } from './money.ts';

export interface DaySums {
  /** Less the voids of the day. */
  readonly tickets: number;
  /** Sold less what returns and voids of the day gave back. */
  readonly sales: Gs;
  /** By returns alone. */
  readonly returned: Gs;
}

export interface HourSums {
  /** 0 to 23. */
  readonly hour: number;
  readonly sales: Gs;
  readonly tickets: number;
}

export interface TillNow {
  readonly code: string;
  readonly name: string;
  /** Null: no shift is open. */
  readonly shift: { readonly openedAt: string; readonly openedBy: string } | null;
  /** Print jobs that wait, and those that a person must decide about. */
  readonly waiting: number;
  readonly uncertain: number;
}

export interface MailFailure {
  readonly to: string;
  readonly reason: string;
}

/** A day in figures, and the same weekday one week before. */
export interface Dashboard {
  readonly day: string;
  readonly dayBefore: string;
  /** `HH:MM`, time of day up to which the week before is compared; null: the whole day. */
  readonly until: string | null;
  readonly today: DaySums;
  /** The week before up to `until`. */
  readonly before: DaySums;
  /** The whole day of the week before. */
  readonly wholeBefore: DaySums;
  /** Hours with anything in them on either day, in order. */
  readonly hours: readonly HourSums[];
  readonly methods: readonly { readonly name: string; readonly amount: Gs; readonly payments: number }[];
  readonly bestSellers: readonly { readonly name: string; readonly units: number; readonly amount: Gs }[];
  readonly lowStockCount: number;
  readonly lowStock: readonly { readonly name: string; readonly stock: number; readonly minimum: number }[];
  readonly tills: readonly TillNow[];
  readonly mail: {
    readonly waiting: number;
    readonly failed: number;
    /** Some that failed for good, the newest first, with what the server said. */
    readonly failures: readonly MailFailure[];
  };
  /** Electronic invoices that are not settled; null: the store has none to speak of. */
  readonly invoices: InvoiceBacklog | null;
  readonly topups: { readonly count: number; readonly amount: Gs };
}

/** Guaraníes a ticket, rounded half up; 0 on a day without tickets. */
export const averageOf = ({ sales, tickets }: DaySums): number =>
  tickets <= 0 ? 0 : Math.round(sales / tickets);

/** Whole per cent by which `now` differs from `before`; null where there is nothing to compare with. */
export const changePercent = (now: number, before: number): number | null =>
  before <= 0 ? null : Math.round(((now - before) / before) * 100);

export const BARS = '▁▂▃▄▅▆▇█';

/**
 * Bars of a few rows, the highest value reaching the top. What is above 0 shows at least the lowest bar.
 * @returns the rows from the top down, one character a value
 */
export const barRows = (values: readonly number[], rows: number): readonly string[] => {
  const most = Math.max(0, ...values);
  const steps = rows * BARS.length;
  const heights = values.map((value) =>
    value <= 0 || most === 0 ? 0 : Math.max(1, Math.round((value / most) * steps)),
  );
  return Array.from({ length: rows }, (_, at) => {
    const below = (rows - 1 - at) * BARS.length;
    return heights
      .map((height) => {
        const here = Math.min(BARS.length, height - below);
        return here <= 0 ? ' ' : (BARS[here - 1] ?? ' ');
      })
      .join('');
  });
};
