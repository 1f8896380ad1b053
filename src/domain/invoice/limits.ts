import { businessDay } from '../business-time.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS);

const hoursAfter = (at: Date, hours: number): Date => minutesAfter(at, hours * 60);

/** The service asks for this much between a batch and the first question about it, and between two questions. */
export const POLL_MINUTES = 10;

/** A batch is answered for this long; later each document is asked by its CDC (0364). */
export const BATCH_HOURS = 48;

/** Minutes before the service is tried again, by troubles in a row. */
const PAUSE_MINUTES = [1, 2, 5, 10, 15] as const;
const LONGEST_PAUSE_MINUTES = 30;

/** @param failures troubles in a row, 1 or more */
export const pauseMinutes = (failures: number): number =>
  PAUSE_MINUTES[Math.max(1, failures) - 1] ?? LONGEST_PAUSE_MINUTES;

export type TimeLimit =
  | { readonly kind: 'in_time'; readonly until: Date }
  | { readonly kind: 'too_late'; readonly since: Date };

const limit = (until: Date, now: Date): TimeLimit =>
  now <= until ? { kind: 'in_time', until } : { kind: 'too_late', since: until };

/** Hours after the approval in which a document can be cancelled: an invoice 48, any other 168. */
const CANCEL_HOURS = { invoice: 48, other: 168 } as const;

/** @param type of the document, first two digits of its CDC */
export const cancelLimit = (type: number, approvedAt: Date, now: Date): TimeLimit =>
  limit(hoursAfter(approvedAt, type === 1 ? CANCEL_HOURS.invoice : CANCEL_HOURS.other), now);

const LAST_DAY_TO_REPORT = 15;
/** Most numbers in one report of unused ones. */
export const MOST_UNUSED = 1_000;

/**
 * Until when numbers of a day can be reported as unused: the end of the 15th of the next month, at the store.
 * @param day ISO business day on which the number was taken
 */
export const unusedLimit = (day: string, now: Date): TimeLimit => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  // Midnight after the 15th, at UTC-3; month is 1 to 12, so it is already the next one for Date.
  const end = new Date(Date.UTC(year, month, LAST_DAY_TO_REPORT + 1, 3) - 1);
  return limit(end, now);
};

/** Ranges of following numbers, none longer than {@link MOST_UNUSED}. */
export const unusedRanges = (
  numbers: readonly number[],
): { readonly from: number; readonly to: number }[] => {
  const ranges: { from: number; to: number }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && number === last.to + 1 && number - last.from < MOST_UNUSED) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges;
};

/** The store's day, for {@link unusedLimit}. */
export const takenOn = (at: Date): string => businessDay(at);
