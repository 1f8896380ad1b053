import { PosFailure, posError } from '../domain/errors.ts';

/** Days that a list is asked for. */
export interface SpanFlags {
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
}

/** First and last day, both inclusive and where they were given. Throws PosFailure RANGO_INVALIDO. */
export const spanOf = ({ from, to, date }: SpanFlags): { from?: string; to?: string } => {
  if (date) return { from: date, to: date };
  if (from && to && from > to) throw new PosFailure(posError('RANGO_INVALIDO', { desde: from, hasta: to }));
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
};
