/*
 * Amounts below a guaraní, as SIFEN has them in items: exact, with eight decimals, as whole hundred-millionths.
 */
export type Decimal = bigint & { readonly __unit: 'hundred-millionths' };

const ONE = 100_000_000n;

export const NOTHING = 0n as Decimal;

/** Brands a count of hundred-millionths. */
const decimal = (units: bigint): Decimal => units as Decimal;

export const whole = (amount: number): Decimal => decimal(BigInt(amount) * ONE);

export const plus = (...amounts: readonly Decimal[]): Decimal =>
  decimal(amounts.reduce((all, one) => all + one, 0n));

export const minus = (from: Decimal, ...amounts: readonly Decimal[]): Decimal =>
  decimal(amounts.reduce((left, one) => left - one, from as bigint));

/** Whole quotient, half-up; nothing here is negative. */
const quotient = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor);

/** `amount × factor ÷ divisor`, rounded half-up at the eighth decimal. */
export const scaled = (amount: Decimal, factor: number, divisor: number): Decimal =>
  decimal(quotient(amount * BigInt(factor), BigInt(divisor)));

/** Part of an amount in per cent. */
export const percentage = (part: Decimal, of: Decimal): Decimal =>
  of === 0n ? NOTHING : decimal(quotient(part * 100n * ONE, of));

/** To the guaraní, half-up. */
export const rounded = (amount: Decimal): number => Number(quotient(amount, ONE));

/** As XML has it: a point, no exponent, no zeros at the end. */
export const decimalText = (amount: Decimal): string => {
  const fraction = (amount % ONE).toString().padStart(8, '0').replace(/0+$/, '');
  return fraction === '' ? String(amount / ONE) : `${amount / ONE}.${fraction}`;
};

/** As people read it here: `4.398,9`. At most two decimals. */
export const decimalWords = (amount: Decimal): string => {
  const cents = quotient(amount, ONE / 100n);
  const units = (cents / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  const fraction = (cents % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return fraction === '' ? units : `${units},${fraction}`;
};
