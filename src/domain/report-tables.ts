import { addDays, weekdayOf } from './business-time.ts';
import type { ColumnId, Grain, ReportTable, TableId, Value } from './report.ts';
import {
  addSums,
  averageOfSums,
  backOf,
  type CutFacts,
  type DayFacts,
  netOf,
  type Sums,
  taxOfSums,
  ticketsOf,
  unitsOf,
} from './report-facts.ts';

/** Rows of values under their columns, with a sum of the columns that have one. */
export const tableFrom = <Row>(
  id: TableId,
  rows: readonly Row[],
  columns: readonly (readonly [column: ColumnId, value: (row: Row) => Value])[],
  more: { readonly total?: readonly Value[] | null; readonly bars?: ColumnId } = {},
): ReportTable => ({
  id,
  columns: columns.map(([column]) => column),
  rows: rows.map((row) => columns.map(([, value]) => value(row))),
  total: rows.length > 1 ? (more.total ?? null) : null,
  bars: more.bars ?? null,
});

/** Whole per cent of a sum; null where there is none. */
export const shareOf = (part: number, whole: number): number | null =>
  whole <= 0 ? null : Math.round((part / whole) * 100);

/** The largest first, then by name. */
export const byNet = (a: CutFacts, b: CutFacts): number =>
  netOf(b.sums) - netOf(a.sums) || a.name.localeCompare(b.name) || a.key - b.key;

type Measure = (sums: Sums) => number;
const MEASURES = {
  tickets: ticketsOf,
  payments: (sums: Sums) => sums.sales,
  units: unitsOf,
  gross: (sums: Sums) => sums.amount,
  discount: (sums: Sums) => sums.discount,
  back: backOf,
  net: netOf,
  amount: netOf,
  tax: taxOfSums,
  base: (sums: Sums) => netOf(sums) - taxOfSums(sums),
  average: averageOfSums,
  topups: (sums: Sums) => sums.topups,
  toppedUp: (sums: Sums) => sums.toppedUp,
  received: (sums: Sums) => netOf(sums) + sums.toppedUp,
} as const satisfies Partial<Record<ColumnId, Measure>>;
export type MeasureId = keyof typeof MEASURES;

interface Summed {
  readonly sums: Sums;
}

/** A table of sums: what a row is called, then its measures, with the share of the takings where it is asked for. */
export const sumsTable = <Row extends Summed>(
  id: TableId,
  rows: readonly Row[],
  names: readonly (readonly [column: ColumnId, value: (row: Row) => Value])[],
  measures: readonly (MeasureId | 'share')[],
  bars: ColumnId = 'net',
): ReportTable => {
  const all = addSums(rows.map(({ sums }) => sums));
  const of = (measure: MeasureId | 'share', sums: Sums): Value =>
    measure === 'share' ? shareOf(netOf(sums), netOf(all)) : MEASURES[measure](sums);
  const columns = measures.map((measure) => [measure, ({ sums }: Row) => of(measure, sums)] as const);
  return tableFrom(id, rows, [...names, ...columns], {
    total: [...names.map(() => null), ...measures.map((measure) => of(measure, all))],
    bars,
  });
};

/** The first day of the week (Monday) or month that a day is in. */
export const periodOf = (day: string, grain: Grain): string => {
  if (grain === 'month') return `${day.slice(0, 7)}-01`;
  return grain === 'week' ? addDays(day, -((weekdayOf(day) + 6) % 7)) : day;
};

export const periodsTable = (days: readonly DayFacts[], grain: Grain): ReportTable => {
  const periods = new Map<string, Sums[]>();
  for (const { day, sums } of days) {
    const period = periodOf(day, grain);
    periods.set(period, [...(periods.get(period) ?? []), sums]);
  }
  const rows = [...periods]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, sums]) => ({
      period: grain === 'month' ? period.slice(0, 7) : period,
      sums: addSums(sums),
    }));
  return sumsTable(
    'periods',
    rows,
    [['period', ({ period }) => period]],
    ['tickets', 'units', 'gross', 'back', 'net', 'average'],
  );
};

/** An hour of the business day: those after midnight come last where the day ends later. */
export const byHour =
  (cutMinutes: number) =>
  (a: CutFacts, b: CutFacts): number => {
    const first = Math.floor(cutMinutes / 60);
    return ((a.key - first + 24) % 24) - ((b.key - first + 24) % 24);
  };

/** Key of the rate's cut: the rate * 2 + invoiced. */
export const rateOf = ({ key }: CutFacts): number => Math.floor(key / 2);
export const invoicedOf = ({ key }: CutFacts): boolean => key % 2 === 1;

/** Rates of invoiced and other sales together, the highest first. */
export const mergeRates = (rates: readonly CutFacts[]): readonly CutFacts[] =>
  [...new Set(rates.map(rateOf))]
    .sort((a, b) => b - a)
    .map((rate) => ({
      key: rate * 2,
      name: '',
      code: '',
      sums: addSums(rates.filter((one) => rateOf(one) === rate).map(({ sums }) => sums)),
    }));
