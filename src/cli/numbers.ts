import { unfit } from './usage.ts';

/** `25000` or `25.000`: whole guaraníes. */
export const amountOf = (typed: string): number => {
  if (!/^(?:\d{1,12}|\d{1,3}(?:\.\d{3}){1,3})$/.test(typed)) throw unfit('25000, 25.000');
  return Number(typed.replaceAll('.', ''));
};

/** A number that the database gave out. */
export const idOf = (typed: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw unfit('1-999999999');
  return Number(typed);
};

/** A whole number within limits; below zero only where the least is. */
export const wholeOf =
  (least: number, most: number) =>
  (typed: string): number => {
    const value = Number(typed);
    if (!/^-?\d{1,12}$/.test(typed) || value < least || value > most) throw unfit(`${least}-${most}`);
    return value;
  };

/** `a,b,c`: what is between commas, without empty ones. */
export const listOf = (typed: string): readonly string[] =>
  typed
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
