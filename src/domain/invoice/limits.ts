const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS);

const hoursAfter = (at: Date, hours: number): Date => minutesAfter(at, hours * 60);

/** The service asks for this much between a batch and the first question about it, and between two questions. */
export const POLL_MINUTES = 10;

/** Minutes before the service is tried again, by troubles in a row. */
const PAUSE_MINUTES = [1, 2, 5, 10, 15] as const;
const LONGEST_PAUSE_MINUTES = 30;

/** @param failures troubles in a row, 1 or more */
export const pauseMinutes = (failures: number): number =>
  PAUSE_MINUTES[Math.max(1, failures) - 1] ?? LONGEST_PAUSE_MINUTES;

type TimeLimit =
  | { readonly kind: 'in_time'; readonly until: Date }
  | { readonly kind: 'too_late'; readonly since: Date };

/** Hours after the approval in which a document can be cancelled: an invoice 48, any other 168. */
const CANCEL_HOURS = { invoice: 48, other: 168 } as const;

/** @param type of the document, first two digits of its CDC */
export const cancelLimit = (type: number, approvedAt: Date, now: Date): TimeLimit => {
  const until = hoursAfter(approvedAt, type === 1 ? CANCEL_HOURS.invoice : CANCEL_HOURS.other);
  return now <= until ? { kind: 'in_time', until } : { kind: 'too_late', since: until };
};
