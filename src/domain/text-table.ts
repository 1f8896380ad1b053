import { displayWidth, padEndTo, padStartTo } from './receipt-text.ts';

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

export const padTo = (text: string, cells: number, align?: 'right'): string =>
  align ? padStartTo(text, cells) : padEndTo(text, cells);

/** Cut or filled up to exactly so many cells. */
export const fitTo = (text: string, cells: number, align?: 'right'): string =>
  padTo(cutTo(text, cells), cells, align);

/** Cells that a column needs for its title and all its texts. */
export const naturalWidths = (
  titles: readonly string[],
  lines: readonly (readonly string[])[],
): readonly number[] =>
  titles.map((title, at) =>
    lines.reduce((widest, line) => Math.max(widest, displayWidth(line[at] ?? '')), displayWidth(title)),
  );

const NARROWEST = 8;

/** Takes cells from the widest shrinking column until the row fits or nothing more can give way. */
export const shrinkWidths = (
  natural: readonly number[],
  shrinks: readonly boolean[],
  columns: number,
  gap: number,
): readonly number[] => {
  const widths = [...natural];
  const room = columns - gap * (widths.length - 1);
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

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar that lies, the highest value filling its cells. What is above 0 shows at least a sliver. */
export const lyingBar = (value: number, most: number, cells: number): string => {
  if (value <= 0 || most <= 0) return '';
  const eighths = Math.max(1, Math.round((Math.min(value, most) / most) * cells * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
};
