/** Paraguay keeps UTC-3 all year (since October 2024). */
const OFFSET_MS = -3 * 3_600_000;

const local = (now: Date): string => new Date(now.getTime() + OFFSET_MS).toISOString();

/** Store-local ISO day. */
export const businessDay = (now: Date): string => local(now).slice(0, 10);

/** Store-local `HH:MM`. */
export const businessTime = (now: Date): string => local(now).slice(11, 16);
