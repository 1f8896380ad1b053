const DIGITS_OF_NUMBER = 7;

const saleNumber = (till: string, number: string): string =>
  `${till.padStart(3, '0')}-${String(Number(number)).padStart(DIGITS_OF_NUMBER, '0')}`;

/** `id:9`: the number that the database gave out, which no paper shows. */
const internalId = (typed: string): number | null => {
  const digits = /^id:(\d{1,12})$/i.exec(typed)?.[1];
  return digits === undefined ? null : Number(digits);
};

/** `9`, `#9`, `0000009`: a number without what stands before it on paper; null: something else. */
const bareNumber = (typed: string): string | null => /^#?(\d{1,12})$/.exec(typed)?.[1] ?? null;

/** `002-9`, `001-0000009`: a number with its till; null: something else. */
const numberOfTill = (typed: string): string | null => {
  const [, till, number] = /^#?(\d{1,3})-(\d{1,12})$/.exec(typed) ?? [];
  return till !== undefined && number !== undefined ? saleNumber(till, number) : null;
};

/**
 * The sale that somebody means. A bare number is what tickets and screens show, never the id that the database gave:
 * money must not go back on another sale.
 * @param till code of the till whose sale a bare number names
 * @returns an internal id (`id:9`), a whole number (`001-0000009`), or what was typed: a UUID
 */
export const saleReference = (typed: string, till: string): string | number => {
  const text = typed.trim();
  const bare = bareNumber(text);
  return internalId(text) ?? numberOfTill(text) ?? (bare === null ? text : saleNumber(till, bare));
};

/**
 * The invoice that somebody means, read in the same way; a bare number is one of the till's point.
 * @param point `001-001`, establishment and point of the till; null: it has none
 * @returns an internal id, a number of an invoice or of its sale, or what was typed: a CDC
 */
export const invoiceReference = (typed: string, point: string | null): string | number => {
  const text = typed.trim();
  const bare = bareNumber(text);
  if (bare === null) return internalId(text) ?? numberOfTill(text) ?? text;
  return point === null ? `#${bare}` : `${point}-${String(Number(bare)).padStart(DIGITS_OF_NUMBER, '0')}`;
};
