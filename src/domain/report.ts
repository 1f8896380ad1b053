/*
 * A report is tables of plain values. Whoever shows it (terminal, page, paper, spreadsheet, mail) reads the same model;
 * titles come from i18n by the ids that stand here.
 */

export const REPORT_KINDS = [
  'daily',
  'period',
  'products',
  'categories',
  'cashiers',
  'payments',
  'hours',
  'clients',
  'stock',
  'cards',
  'shifts',
  'restrictions',
  'voids',
  'taxes',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const GRAINS = ['day', 'week', 'month'] as const;
export type Grain = (typeof GRAINS)[number];

/** What a value is: `word` is an id of i18n, `day` an ISO day, `moment` store-local time, `change` a difference in per cent. */
type Unit = 'text' | 'word' | 'day' | 'period' | 'moment' | 'hour' | 'number' | 'percent' | 'change' | 'rate';

/** Every column that there is, and what it holds; amounts are whole guaraníes. */
export const REPORT_COLUMNS = {
  period: 'period',
  day: 'day',
  moment: 'moment',
  hour: 'hour',
  figure: 'word',
  code: 'text',
  name: 'text',
  product: 'text',
  client: 'text',
  student: 'text',
  cashier: 'text',
  sale: 'text',
  till: 'text',
  person: 'text',
  approver: 'text',
  reason: 'text',
  restriction: 'text',
  severity: 'text',
  opened: 'moment',
  closed: 'moment',
  state: 'word',
  kind: 'word',
  invoiced: 'word',
  blocking: 'word',
  count: 'number',
  cards: 'number',
  products: 'number',
  approved: 'number',
  tickets: 'number',
  payments: 'number',
  units: 'number',
  gross: 'number',
  discount: 'number',
  back: 'number',
  net: 'number',
  average: 'number',
  tax: 'number',
  base: 'number',
  amount: 'number',
  today: 'number',
  value: 'number',
  yesterday: 'number',
  lastWeek: 'number',
  againstYesterday: 'change',
  againstLastWeek: 'change',
  share: 'percent',
  rate: 'rate',
  topups: 'number',
  toppedUp: 'number',
  received: 'number',
  balance: 'number',
  stock: 'number',
  minimum: 'number',
  missing: 'number',
  cost: 'number',
  z: 'number',
  float: 'number',
  expected: 'number',
  counted: 'number',
  difference: 'number',
} as const satisfies Record<string, Unit>;
export type ColumnId = keyof typeof REPORT_COLUMNS;

export const TABLE_IDS = [
  'summary',
  'methods',
  'hours',
  'bestSellers',
  'taxes',
  'movements',
  'cardMoves',
  'drawer',
  'lowStock',
  'periods',
  'products',
  'categories',
  'cashiers',
  'clients',
  'stockValue',
  'cardStates',
  'balances',
  'shifts',
  'restrictionSums',
  'restrictions',
  'voidSums',
  'voids',
] as const;
export type TableId = (typeof TABLE_IDS)[number];

/** Values that are words. */
export const WORD_IDS = [
  'takings',
  'tickets',
  'average',
  'units',
  'gross',
  'discounts',
  'voids',
  'returns',
  'net',
  'topups',
  'consumption',
  'refunds',
  'adjustments',
  'void',
  'return',
  'yes',
  'no',
  'noClient',
  'active',
  'blocked',
  'expired',
  'replaced',
  'openShift',
  'closedShift',
] as const;
export type WordId = (typeof WORD_IDS)[number];

export type Value = string | number | null;

export interface ReportTable {
  readonly id: TableId;
  readonly columns: readonly ColumnId[];
  readonly rows: readonly (readonly Value[])[];
  /** Sums under the rows, null where a column has none. */
  readonly total: readonly Value[] | null;
  /** The column that is drawn as bars. */
  readonly bars: ColumnId | null;
}

export interface Report {
  readonly kind: ReportKind;
  /** ISO business days, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly grain: Grain | null;
  readonly store: string;
  /** Code of the one till that is told of; null: all. */
  readonly till: string | null;
  /** Store-local `YYYY-MM-DD HH:MM`. */
  readonly madeAt: string;
  /** The last day has not ended: its figures will grow. */
  readonly partial: boolean;
  /** The first day comes yet. */
  readonly future: boolean;
  /** There is nothing to tell. */
  readonly empty: boolean;
  readonly tables: readonly ReportTable[];
}

/** What i18n says of reports. */
export interface ReportWords {
  readonly kinds: Readonly<Record<ReportKind, string>>;
  /** What a report answers, for lists and help. */
  readonly purposes: Readonly<Record<ReportKind, string>>;
  readonly tables: Readonly<Record<TableId, string>>;
  readonly columns: Readonly<Record<ColumnId, string>>;
  readonly words: Readonly<Record<WordId, string>>;
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly week: (firstDay: string) => string;
  readonly total: string;
  readonly empty: string;
  readonly madeAt: (moment: string) => string;
  readonly partial: string;
  readonly future: string;
  /** Of a table that tells how things are now, whatever day the report is of. */
  readonly asOfNow: (title: string) => string;
  readonly onTill: (code: string) => string;
  readonly noMore: (count: number) => string;
}

export const tableOf = (report: Report, id: TableId): ReportTable | undefined =>
  report.tables.find((table) => table.id === id);

/** Values of a column, from the top down. */
export const columnOf = (table: ReportTable, column: ColumnId): readonly Value[] => {
  const at = table.columns.indexOf(column);
  return table.rows.map((row) => row[at] ?? null);
};
