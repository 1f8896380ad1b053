/** Store-local `HH:MM`. Paraguay keeps UTC-3 all year. @param now milliseconds since the epoch */
export const businessTime = (now: number): string =>
  new Date(now - 3 * 3_600_000).toISOString().slice(11, 16);
