import { addDays, daysBetween } from '../../domain/business-time.ts';

/** Days of a period that are read from sums of days, or whole months from those of months; inclusive. */
export interface Piece {
  readonly of: 'days' | 'months';
  readonly from: string;
  readonly to: string;
  /** -1: read to be taken away. */
  readonly sign: 1 | -1;
}

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
const nextMonth = (day: string): string => monthOf(addDays(monthOf(day), 31));
const endOfMonth = (day: string): string => addDays(nextMonth(day), -1);
const lengthOf = (from: string, to: string): number => Math.max(0, daysBetween(from, to) + 1);

const days = (from: string, to: string, sign: 1 | -1): readonly Piece[] =>
  lengthOf(from, to) > 0 ? [{ of: 'days', from, to, sign }] : [];

/**
 * A period as whole months and the days at its ends, whichever way needs fewer days: those of a month that it has, or
 * the whole month less those that it has not.
 * @param last no day after this one has any sums, so that a month is whole once the period reaches it
 */
export const piecesOf = (from: string, to: string, last: string | null): readonly Piece[] => {
  const end = last !== null && to >= last ? endOfMonth(to) : to;
  const [before, after] = [monthOf(from), endOfMonth(end)];
  const oneMonth = before === monthOf(end);
  const missing = lengthOf(before, addDays(from, -1)) + lengthOf(addDays(end, 1), after);
  if (oneMonth && missing >= lengthOf(from, end)) return days(from, to, 1);
  const wholeFirst = oneMonth || lengthOf(before, addDays(from, -1)) < lengthOf(from, endOfMonth(from));
  const wholeLast = oneMonth || lengthOf(addDays(end, 1), after) < lengthOf(monthOf(end), end);
  const firstMonth = wholeFirst ? before : nextMonth(from);
  const lastMonth = wholeLast ? monthOf(end) : monthOf(addDays(monthOf(end), -1));
  return [
    ...(firstMonth <= lastMonth ? [{ of: 'months', from: firstMonth, to: lastMonth, sign: 1 } as const] : []),
    ...(wholeFirst ? days(before, addDays(from, -1), -1) : days(from, endOfMonth(from), 1)),
    ...(wholeLast ? days(addDays(end, 1), after, -1) : days(monthOf(end), end, 1)),
  ];
};
