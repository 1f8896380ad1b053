import type { Receipt, ReceiptLine } from './receipt.ts';
import { type CopyMark, DOUBLE, pair, RULE, storeHeader, text, title } from './receipt-parts.ts';
import type { ReceiptWords } from './receipt-words.ts';
import type { ColumnId, Report, ReportTable, TableId, Value } from './report.ts';
import { emptyText, isNumeric, madeAtText, subtitleOf, tableTitle, valueText } from './report-text.ts';
import type { Store } from './user.ts';

/** Rows of a table that paper is spent on. */
const MOST_ROWS = 60;

/** What a narrow paper shows of a table: what a row is called, its figure at the right, and what stands below. */
interface PaperShape {
  readonly name: readonly ColumnId[];
  readonly figure: ColumnId | null;
  readonly below: readonly ColumnId[];
}

const shape = (
  name: readonly ColumnId[],
  figure: ColumnId | null,
  ...below: readonly ColumnId[]
): PaperShape => ({ name, figure, below });

const SHAPES: Readonly<Record<TableId, PaperShape>> = {
  summary: shape(['figure'], 'today', 'yesterday', 'againstYesterday', 'lastWeek', 'againstLastWeek'),
  methods: shape(['name'], 'net', 'payments', 'back', 'toppedUp'),
  hours: shape(['hour'], 'net', 'tickets'),
  bestSellers: shape(['name'], 'net', 'units'),
  taxes: shape(['rate'], 'amount', 'invoiced', 'base', 'tax'),
  movements: shape(['figure'], 'amount', 'count'),
  cardMoves: shape(['figure'], 'amount', 'count'),
  drawer: shape(['till', 'state', 'cashier'], 'difference', 'z', 'expected', 'counted'),
  lowStock: shape(['name'], 'stock', 'minimum'),
  periods: shape(['period'], 'net', 'tickets', 'average'),
  products: shape(['name'], 'net', 'units'),
  categories: shape(['name'], 'net', 'units'),
  cashiers: shape(['name'], 'net', 'tickets', 'back'),
  clients: shape(['name'], 'net', 'tickets'),
  stockValue: shape(['name'], 'value', 'units', 'cost'),
  cardStates: shape(['state'], 'balance', 'cards'),
  balances: shape(['client'], 'balance', 'cards'),
  shifts: shape(['till', 'closed', 'cashier'], 'difference', 'z', 'gross', 'expected', 'counted', 'reason'),
  restrictionSums: shape(['severity'], 'count', 'approved'),
  restrictions: shape(
    ['moment', 'student'],
    null,
    'product',
    'restriction',
    'severity',
    'person',
    'approver',
    'reason',
  ),
  voidSums: shape(['kind'], 'amount', 'count'),
  voids: shape(['moment', 'sale'], 'amount', 'kind', 'person', 'approver', 'reason'),
};

/** A zero below a row tells nothing. */
const isTold = (value: Value): boolean => value !== null && value !== 0 && value !== '';

const rowLines = (
  table: ReportTable,
  row: readonly Value[],
  report: Report,
  words: ReceiptWords,
): readonly ReceiptLine[] => {
  const { name, figure, below } = SHAPES[table.id];
  const value = (column: ColumnId): Value => row[table.columns.indexOf(column)] ?? null;
  const shown = (column: ColumnId): string => valueText(value(column), column, report, words.reports);
  const label = name
    .filter((column, at) => at === 0 || value(column) !== null)
    .map(shown)
    .join(' ');
  const more = below
    .filter((column) => table.columns.includes(column) && isTold(value(column)))
    .map((column) => `${words.reports.columns[column]} ${shown(column)}`);
  // Figures share a row, sentences have their own.
  const figures = below.every(isNumeric) ? [more.join('  ')].filter(Boolean) : more;
  return [
    figure === null ? text(label) : pair(label, shown(figure)),
    ...figures.map((line) => text(`  ${line}`)),
  ];
};

const tableLines = (table: ReportTable, report: Report, words: ReceiptWords): readonly ReceiptLine[] => {
  if (table.rows.length === 0) return [];
  const { figure } = SHAPES[table.id];
  const total = figure === null ? null : (table.total?.[table.columns.indexOf(figure)] ?? null);
  const rest = table.rows.length - MOST_ROWS;
  return [
    RULE,
    title(tableTitle(table, report, words.reports)),
    ...table.rows.slice(0, MOST_ROWS).flatMap((row) => rowLines(table, row, report, words)),
    ...(rest > 0 ? [text(words.reports.noMore(rest))] : []),
    ...(figure !== null && total !== null
      ? [
          {
            kind: 'pair',
            left: words.reports.total,
            right: valueText(total, figure, report, words.reports),
            bold: true,
          } as const,
        ]
      : []),
  ];
};

/** A report on the receipt printer, whatever the width of its paper. */
export const reportPaper = (
  report: Report,
  store: Store,
  words: ReceiptWords,
  { copy }: CopyMark,
): Receipt => {
  const nothing = emptyText(report, words.reports);
  return {
    lines: [
      ...storeHeader(store, words),
      { kind: 'text', text: words.reports.kinds[report.kind], align: 'center', bold: true },
      title(subtitleOf(report, words.reports)),
      ...(copy > 0 ? [title(words.reprint(copy))] : []),
      ...(nothing ? [text(nothing)] : []),
      ...report.tables.flatMap((table) => tableLines(table, report, words)),
      RULE,
      text(madeAtText(report, words.reports)),
      DOUBLE,
    ],
    openDrawer: false,
  };
};
