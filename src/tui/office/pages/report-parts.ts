import { displayWidth } from '../../../domain/receipt-text.ts';
import { fitTo } from '../../../domain/text-table.ts';
import type { Span, Style } from '../../look.ts';

export type Line = readonly Span[];

/** Cells between two lists beside each other. */
export const GAP = 3;

/** A title and a rule up to the edge. */
export const heading = (title: string, room: number): Line => {
  const rest = room - displayWidth(title) - 1;
  return [
    [title, 'strong'],
    [rest > 0 ? ` ${'─'.repeat(rest)}` : '', 'dim'],
  ];
};

/** A name at the left, a figure at the right. */
export const entry = (name: string, figure: string, room: number, style: Style = 'plain'): Line => [
  [`${fitTo(name, room - displayWidth(figure) - 1)} `],
  [figure, style],
];

const widthOf = (line: Line): number => line.reduce((sum, [text]) => sum + displayWidth(text), 0);

/** Two lists beside each other, the left one so many cells wide. */
export const beside = (left: readonly Line[], right: readonly Line[], room: number): readonly Line[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, at): Line => {
    const one = left[at] ?? [];
    return [...one, [' '.repeat(Math.max(0, room - widthOf(one)) + GAP)], ...(right[at] ?? [])];
  });
