import { wrapped } from './import-cells.ts';

/** Words for people without control and direction characters: a file's or a card's text must not drive the terminal. */
export const plain = (text: string): string =>
  text.replace(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');

/** An amount, a day or a telephone number: nothing that a spreadsheet could run. */
const NUMERIC = /^[+-]?[\d., ()/:-]*$/;

/** What somebody typed is neither a formula where the file is opened nor a command where it is looked at. */
const typed = (text: string): string => {
  const shown = plain(text);
  return NUMERIC.test(shown) ? shown : wrapped(shown);
};

/** @param separator what stands between fields besides a comma */
export const csvField = (value: unknown, separator = ','): string => {
  const text =
    value === null || value === undefined ? '' : typeof value === 'string' ? typed(value) : String(value);
  return /[",\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A Spanish spreadsheet separates by semicolons, and takes UTF-8 only behind a byte order mark. */
const SEPARATOR = ';';
export const CSV_MARK = '\ufeff';

/** One row of what a spreadsheet is to open, behind `CSV_MARK`. */
export const csvLine = (values: readonly unknown[]): string =>
  `${values.map((value) => csvField(value, SEPARATOR)).join(SEPARATOR)}\r\n`;
