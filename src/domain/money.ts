/** An amount in whole guaraníes. Branded so that a quantity or an id cannot be taken for money. */
export type Gs = number & { readonly __unit: 'guaranies' };

/** The largest amount that the store handles, in guaraníes; the database checks the same limit. */
export const MAX_GS = 999_999_999_999 as Gs;

export const ZERO = 0 as Gs;

/** True for a whole number of guaraníes between 0 and {@link MAX_GS}. */
export const isGs = (value: unknown): value is Gs =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_GS;

/**
 * Brands a number as guaraníes; negative amounts (differences) are allowed.
 * @throws RangeError for a fraction or an amount beyond the limit: a fault of the program, never of a user.
 */
export const gs = (value: number): Gs => {
  if (!Number.isInteger(value) || Math.abs(value) > MAX_GS)
    throw new RangeError(`not an amount in guaraníes: ${value}`);
  return (Object.is(value, -0) ? 0 : value) as Gs;
};

export const sum = (amounts: Iterable<Gs>): Gs => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return gs(total);
};

/** `25.000`: es-PY groups by points; no decimals exist. */
export const formatGs = (amount: number): string => {
  const digits = Math.abs(amount)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return amount < 0 ? `-${digits}` : digits;
};

/** `Gs. 25.000`, where the currency must be said. */
export const formatGsWithUnit = (amount: number): string => `Gs. ${formatGs(amount)}`;

/**
 * Splits an amount over weights so that the parts always add up to the whole: each part is the
 * difference of two rounded-down cumulative shares. The stored procedure does the same with a window function.
 */
export const prorate = (whole: Gs, weights: readonly Gs[]): Gs[] => {
  const total = BigInt(sum(weights));
  if (total === 0n) return weights.map(() => ZERO);
  let cumulative = 0n;
  let given = 0n;
  return weights.map((weight) => {
    cumulative += BigInt(weight);
    const reached = (BigInt(whole) * cumulative) / total;
    const part = reached - given;
    given = reached;
    return gs(Number(part));
  });
};
