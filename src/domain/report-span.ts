import { addDays, daysBetween } from './business-time.ts';

/** Business days of a report, both inclusive. */
export interface ReportSpan {
  readonly from: string;
  readonly to: string;
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const firstOf = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** Whole months; the last one may be the present one, that has not ended. */
const isMonths = ({ from, to }: ReportSpan, partial: boolean): boolean =>
  from.endsWith('-01') && (partial || addDays(to, 1).endsWith('-01')) && from < to;

/**
 * As many days before or after as a span has: whole months go on to whole months.
 * @param partial the last day is today or comes yet
 */
export const movedSpan = (span: ReportSpan, by: 1 | -1, partial: boolean): ReportSpan => {
  if (isMonths(span, partial)) {
    const first = monthNumber(span.from);
    const count = monthNumber(span.to) - first + 1;
    return { from: firstOf(first + by * count), to: addDays(firstOf(first + (by + 1) * count), -1) };
  }
  const days = by * (daysBetween(span.from, span.to) + 1);
  return { from: addDays(span.from, days), to: addDays(span.to, days) };
};
