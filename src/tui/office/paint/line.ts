import type { Look, Span } from '../../look.ts';
import { width, wrap } from '../../text.ts';

/** A line that a page says: it begins where titles, fields and rows do, not at the window's edge. */
export const lineRow = (look: Look, columns: number, spans: readonly Span[]): string =>
  look.row(columns, [[' '], ...spans]);

/** The same, on as many rows as it needs: a sentence whose end is missing explains nothing. */
export const lineRows = (look: Look, columns: number, spans: readonly Span[]): string[] => {
  const [only, ...others] = spans;
  if (only === undefined || others.length > 0 || width(only[0]) < columns)
    return [lineRow(look, columns, spans)];
  const [text, style = 'plain'] = only;
  return wrap(text, columns - 2).map((part) => lineRow(look, columns, [[part, style]]));
};
