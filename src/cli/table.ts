import { cleanText, displayWidth } from '../domain/receipt-text.ts';
import { fitTo, naturalWidths, padTo, shrinkWidths } from '../domain/text-table.ts';

/** A column of a table for people; JSON and CSV take the whole row instead. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly align?: 'right';
  /** Gives way first when the window is narrow; without it the column keeps its width. */
  readonly shrinks?: boolean;
}

const GAP = '  ';
/** Rows under their titles, fitted to a window `columns` wide. */
export const table = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  windowColumns: number,
): string => {
  const cells = rows.map((row) => columns.map((column) => cleanText(column.value(row))));
  const titles = columns.map((column) => column.title);
  const widths = shrinkWidths(
    naturalWidths(titles, cells),
    columns.map((column) => column.shrinks === true),
    windowColumns,
    GAP.length,
  );
  const line = (texts: readonly string[]) =>
    columns
      .map((column, i) => fitTo(texts[i] ?? '', widths[i] ?? 0, column.align))
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  return [line(titles), rule, ...cells.map(line)].join('\n');
};

/** Names and values, one pair a line. */
export const pairs = (entries: readonly (readonly [string, string])[]): string => {
  const widest = Math.max(0, ...entries.map(([name]) => displayWidth(name)));
  return entries.map(([name, value]) => `${padTo(name, widest)}  ${cleanText(value)}`.trimEnd()).join('\n');
};
