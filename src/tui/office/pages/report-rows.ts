import { cleanText, displayWidth } from '../../../domain/receipt-text.ts';
import {
  type ColumnId,
  REPORT_COLUMNS,
  type Report,
  type ReportTable,
  type ReportWords,
} from '../../../domain/report.ts';
import { emptyText, isNumeric, madeAtText, subtitleOf, textTable } from '../../../domain/report-text.ts';
import { fitTo, lyingBar, naturalWidths, shrinkWidths } from '../../../domain/text-table.ts';
import type { Span, Style } from '../../look.ts';
import { dailyRows } from './report-daily-rows.ts';
import type { Line } from './report-parts.ts';

/*
 * Reports as rows of text, for the page of the office and for `pos report`. 80 columns hold all of them; a wide window
 * gets bars and the columns that had to give way.
 */

const BLANK: Line = [['']];
/** Cells between two columns, in a wide window and in a narrow one. */
const GAPS = [2, 1] as const;
const LEAST_BAR = 8;
const MOST_BAR = 24;
/** What gives way first where a window is too narrow for all columns. */
const DISPENSABLE: readonly ColumnId[] = [
  'topups',
  'toppedUp',
  'tickets',
  'payments',
  'units',
  'blocking',
  'float',
  'opened',
  'gross',
  'discount',
  'severity',
  'expected',
  'till',
  'average',
  'back',
  'share',
  'person',
  'approver',
  'counted',
];
/** What tables are read for: a zero there is an answer. */
const ASKED_FOR: readonly ColumnId[] = [
  'net',
  'amount',
  'tax',
  'count',
  'units',
  'stock',
  'value',
  'balance',
  'difference',
];
/** A name that is cut shorter than this says nothing. */
const READABLE = 14;

interface Fitted {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
  readonly gap: number;
}

const isLong = (column: ColumnId | undefined): boolean =>
  column !== undefined && REPORT_COLUMNS[column] === 'text' && column !== 'code' && column !== 'sale';

/** Which columns there is room for, and how wide each is. */
const fitted = (
  table: ReportTable,
  lines: readonly (readonly string[])[],
  titles: readonly string[],
  room: number,
): Fitted => {
  const natural = naturalWidths(titles, lines);
  const says = (at: number, nothing: readonly unknown[]): boolean =>
    at === 0 || table.rows.some((row) => !nothing.includes(row[at]));
  let shown = table.columns.map((_, at) => at).filter((at) => says(at, [null]));
  const needed = (gap: number): number =>
    shown.reduce(
      (sum, at) =>
        sum + (isLong(table.columns[at]) ? Math.min(natural[at] ?? 0, READABLE) : (natural[at] ?? 0)),
      gap * (shown.length - 1),
    );
  // Where room is short a column of nothing but zeros takes it from those that tell something; not so what the table is about.
  if (needed(GAPS[0]) > room)
    shown = shown.filter((at) => ASKED_FOR.includes(table.columns[at] as ColumnId) || says(at, [null, 0]));
  for (const id of DISPENSABLE) {
    if (needed(GAPS[1]) <= room) break;
    shown = shown.filter((at) => table.columns[at] !== id || id === table.bars);
  }
  const gap = needed(GAPS[0]) <= room ? GAPS[0] : GAPS[1];
  const widths = shrinkWidths(
    shown.map((at) => natural[at] ?? 0),
    shown.map((at) => isLong(table.columns[at])),
    room,
    gap,
  );
  return { columns: shown, widths, gap };
};

const styleOf = (table: ReportTable, at: number, row: number): Style => {
  const column = table.columns[at];
  const value = table.rows[row]?.[at];
  if (column === table.bars) return 'strong';
  if (column !== 'difference' || typeof value !== 'number' || value === 0) return 'plain';
  return value < 0 ? 'warn' : 'good';
};

export const tableRows = (
  table: ReportTable,
  report: Report,
  room: number,
  words: ReportWords,
): readonly Line[] => {
  const text = textTable(table, report, words);
  const lines = [...text.rows, ...(text.total ? [text.total] : [])].map((line) => line.map(cleanText));
  const { columns, widths, gap } = fitted(table, lines, text.titles, room);
  const taken = widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
  const barRoom = Math.min(MOST_BAR, room - taken - GAPS[0]);
  const barAt = table.bars === null ? -1 : table.columns.indexOf(table.bars);
  const most = Math.max(0, ...table.rows.map((row) => Number(row[barAt] ?? 0)));
  const drawn = barAt >= 0 && barRoom >= LEAST_BAR && table.rows.length > 1;
  const cells = (texts: readonly string[], style: (at: number) => Style): Span[] =>
    columns.map((at, i) => {
      const column = table.columns[at];
      const align = column && isNumeric(column) ? 'right' : undefined;
      return [
        fitTo(texts[at] ?? '', widths[i] ?? 0, align) + (i < columns.length - 1 ? ' '.repeat(gap) : ''),
        style(at),
      ];
    });
  const rule: Line = [['─'.repeat(taken), 'dim']];
  const rows = text.rows.map(
    (texts, row): Line => [
      ...cells(texts.map(cleanText), (at) => styleOf(table, at, row)),
      ...(drawn
        ? [[`  ${lyingBar(Number(table.rows[row]?.[barAt] ?? 0), most, barRoom)}`, 'accent'] as Span]
        : []),
    ],
  );
  return [
    cells(text.titles, () => 'dim'),
    rule,
    ...rows,
    ...(text.total ? [rule, cells(text.total.map(cleanText), () => 'strong')] : []),
  ];
};

/** Store, dates and what must be known about them. */
const headRows = (report: Report, words: ReportWords, room: number): readonly Line[] => {
  const title = `${words.kinds[report.kind]} · ${subtitleOf(report, words)}`;
  const store = cleanText(report.store);
  const beside = displayWidth(title) + displayWidth(store) + 2 <= room;
  return [
    beside
      ? [
          [fitTo(title, room - displayWidth(store)), 'strong'],
          [store, 'dim'],
        ]
      : [[fitTo(title, room).trimEnd(), 'strong']],
  ];
};

/** What stands under a title that tells kind and dates, fitted to so many columns. */
export const reportBody = (report: Report, room: number, words: ReportWords): readonly Line[] => {
  const tables = report.tables.filter(({ rows }) => rows.length > 0);
  const nothing = emptyText(report, words);
  const several = tables.length > 1;
  const body: readonly Line[] =
    report.kind === 'daily'
      ? dailyRows(report, room, words)
      : tables.flatMap((table) => [
          BLANK,
          ...(several ? [[[words.tables[table.id], 'strong']] as Line] : []),
          ...tableRows(table, report, room, words),
        ]);
  return [
    ...(nothing ? [[[nothing, 'warn']] as Line] : []),
    ...body,
    BLANK,
    [[madeAtText(report, words), 'dim']],
  ];
};

/** The whole report, fitted to so many columns. */
export const reportRows = (report: Report, room: number, words: ReportWords): readonly Line[] => [
  ...headRows(report, words, room),
  ...reportBody(report, room, words),
];

/** Without styles, for a terminal's scroll and for files. */
export const reportText = (report: Report, room: number, words: ReportWords): string =>
  reportRows(report, room, words)
    .map((line) =>
      line
        .map(([text]) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
