import { cleanText, displayWidth, padEndTo, padStartTo } from '../domain/receipt-text.ts';

/** A column of a table for people; JSON and CSV take the whole row instead. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly align?: 'right';
  /** Gives way first when the window is narrow; without it the column keeps its width. */
  readonly shrinks?: boolean;
}

const segments = new Intl.Segmenter();

/** Cuts to a width in cells, never inside a character; the cut shows as `…`. */
export const cutTo = (text: string, cells: number): string => {
  if (displayWidth(text) <= cells) return text;
  let cut = '';
  for (const { segment } of segments.segment(text)) {
    if (displayWidth(cut + segment) > cells - 1) break;
    cut += segment;
  }
  return `${cut}…`;
};

const pad = (text: string, cells: number, align?: 'right'): string =>
  align ? padStartTo(text, cells) : padEndTo(text, cells);

const GAP = '  ';
const NARROWEST = 8;

/** Takes cells from the widest shrinking column until the row fits or nothing more can give way. */
const shrink = (widths: number[], shrinks: readonly boolean[], columns: number): number[] => {
  const room = columns - GAP.length * (widths.length - 1);
  const total = () => widths.reduce((sum, width) => sum + width, 0);
  while (total() > room) {
    const widest = widths.reduce(
      (best, width, i) => (shrinks[i] && width > (widths[best] ?? 0) ? i : best),
      shrinks.indexOf(true),
    );
    if (widest < 0 || (widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
};

/** Rows under their titles, fitted to a window `columns` wide. */
export const table = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  windowColumns: number,
): string => {
  const cells = rows.map((row) => columns.map((column) => cleanText(column.value(row))));
  const titles = columns.map((column) => column.title);
  const natural = columns.map((_, i) =>
    cells.reduce(
      (widest, line) => Math.max(widest, displayWidth(line[i] ?? '')),
      displayWidth(titles[i] ?? ''),
    ),
  );
  const widths = shrink(
    natural,
    columns.map((column) => column.shrinks === true),
    windowColumns,
  );
  const line = (texts: readonly string[]) =>
    columns
      .map((column, i) => pad(cutTo(texts[i] ?? '', widths[i] ?? 0), widths[i] ?? 0, column.align))
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  return [line(titles), rule, ...cells.map(line)].join('\n');
};

/** Names and values, one pair a line. */
export const pairs = (entries: readonly (readonly [string, string])[]): string => {
  const widest = Math.max(0, ...entries.map(([name]) => displayWidth(name)));
  return entries.map(([name, value]) => `${pad(name, widest)}  ${cleanText(value)}`.trimEnd()).join('\n');
};
