import type { Look, Span } from '../../look.ts';

/** A line that a page says: it begins where titles, fields and rows do, not at the window's edge. */
export const lineRow = (look: Look, columns: number, spans: readonly Span[]): string =>
  look.row(columns, [[' '], ...spans]);
