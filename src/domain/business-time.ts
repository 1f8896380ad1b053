/** Paraguay keeps UTC-3 all year (since October 2024). */
const OFFSET_MS = -3 * 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const local = (now: Date): string => new Date(now.getTime() + OFFSET_MS).toISOString();

/**
 * Store-local ISO day.
 * @param cutMinutes minutes after midnight at which a business day begins (setting `corte_dia`)
 */
export const businessDay = (now: Date, cutMinutes = 0): string =>
  local(new Date(now.getTime() - cutMinutes * MINUTE_MS)).slice(0, 10);

/** Store-local `HH:MM`. */
export const businessTime = (now: Date): string => local(now).slice(11, 16);

/** Store-local `YYYY-MM-DD HH:MM`. */
export const businessMoment = (now: Date): string => local(now).slice(0, 16).replace('T', ' ');

/** The ISO day so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / DAY_MS);

/** 0: Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay();

/** Store-local `YYYY-MM-DD HH:MM:SS`. */
export const storeTime = (now: Date): string => local(now).slice(0, 19).replace('T', ' ');

/** Milliseconds since 1970 of a store-local `YYYY-MM-DDTHH:MM:SS`; NaN: there is no such time. */
export const storeMoment = (text: string): number => Date.parse(`${text}Z`) - OFFSET_MS;
