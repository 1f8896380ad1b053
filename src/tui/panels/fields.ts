import type { Look } from '../look.ts';
import { cutStart } from '../text.ts';

const LABEL = 18;

/** A labelled field on one row; a secret shows only how long it is. */
export const fieldRow = (
  look: Look,
  columns: number,
  label: string,
  value: string,
  focused: boolean,
  secret = false,
): string => {
  const shown = secret ? (look.ascii ? '*' : '•').repeat([...value].length) : value;
  const text = cutStart(shown, columns - LABEL - 5);
  return look.row(columns, [
    [` ${label.padEnd(LABEL - 1).slice(0, LABEL - 1)}`, focused ? 'accent' : 'dim'],
    [focused ? `${look.mark} ` : '  ', 'accent'],
    [text, 'strong'],
    ...(focused ? [[' ', 'cursor'] as const] : []),
  ]);
};

/** Rows put in the middle of a larger space. */
export const centred = (
  look: Look,
  rows: readonly string[],
  inner: number,
  columns: number,
  height: number,
): string[] => {
  const left = Math.max(0, Math.floor((columns - inner) / 2));
  const right = Math.max(0, columns - inner - left);
  const above = Math.max(0, Math.floor((height - rows.length) / 3));
  const blank = look.row(columns, [['']]);
  return [
    ...Array<string>(above).fill(blank),
    ...rows.map((row) => ' '.repeat(left) + row + ' '.repeat(right)),
  ];
};
