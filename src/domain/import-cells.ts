import { MAX_GS } from './money.ts';
import { tidy } from './product-form.ts';
import { fold } from './search-core.ts';

/*
 * Cells of a file as people and spreadsheets write them. A cell that is left blank keeps what is stored; one with only
 * `-` takes it away.
 */

/** Why a cell cannot be taken, for a sentence in the user's language. */
export type CellReason =
  | 'required'
  | 'requiredForNew'
  | 'tooLong'
  | 'unfit'
  | 'notMoney'
  | 'fraction'
  | 'notWhole'
  | 'range'
  | 'notFlag'
  | 'scientific'
  | 'code'
  | 'allergen'
  | 'tooMany'
  | 'repeated'
  | 'email'
  | 'document'
  | 'date'
  | 'severity'
  | 'restriction'
  | 'identity'
  | 'differs'
  | 'cells'
  | 'codeTaken'
  | 'codeIsCard'
  | 'categoryInactive'
  | 'ambiguous'
  | 'cardOfOther'
  | 'hasCard'
  | 'oldBalance'
  | 'cardDead'
  | 'cardNumber'
  | 'inactiveHolder'
  | 'pastDate'
  | 'phone'
  | 'productUnknown';

/** `limit`: what the reason's sentence needs: a length, a range, another line. */
export interface CellFault {
  readonly reason: CellReason;
  readonly limit?: string | number;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: CellFault };

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const bad = (reason: CellReason, limit?: string | number): Parsed<never> => ({
  ok: false,
  fault: limit === undefined ? { reason } : { reason, limit },
});

/** What a cell with only this means: nothing, in place of what is stored. */
export const CLEAR = '-';

/** A text that a spreadsheet would take for a formula, also behind the apostrophes that say that it is none. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text cell as it is written: never a formula when the file is opened. {@link unwrapped} is the way back. */
export const wrapped = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A cell as it was meant: `="00123"` and `'=A1` are how spreadsheets keep text as text. */
export const unwrapped = (cell: string): string => {
  const formula = /^="((?:[^"]|"")*)"$/.exec(cell);
  if (formula) return (formula[1] ?? '').replaceAll('""', '"');
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
};

/** Control, direction and unfinished characters, and the mark of a byte that could not be read. */
const UNFIT = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u;

export const textCell =
  (most: number) =>
  (cell: string): Parsed<string> => {
    const text = tidy(unwrapped(cell));
    if (text === '') return bad('required');
    if (UNFIT.test(text)) return bad('unfit');
    return [...text].length > most ? bad('tooLong', most) : good(text);
  };

/** A code or card number: one word. A spreadsheet that took it for a number has lost digits: no guess is safe. */
export const codeCell =
  (most: number) =>
  (cell: string): Parsed<string> => {
    const code = tidy(unwrapped(cell));
    if (code === '') return bad('required');
    if (/^\d([.,]\d+)?E[+-]?\d+$/i.test(code)) return bad('scientific');
    if (UNFIT.test(code)) return bad('unfit');
    if ([...code].length > most) return bad('tooLong', most);
    return /[\s*]/u.test(code) ? bad('code') : good(code);
  };

/** Digits of a number as it is written here, in Excel or in a program: `5.000`, `5,000`, `5 000`, `5000,00`, `Gs. 5.000`. */
const digitsOf = (cell: string): string | null => {
  const text = tidy(unwrapped(cell)).replace(/^(?:gs\.?|pyg|₲)\s*/i, '');
  const [, sign = '', body = ''] = /^([+-]?)\s*(.*)$/.exec(text) ?? [];
  // Decimals of nothing but noughts are no fraction.
  const whole =
    /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)(?:,0{1,2})?$|^(\d+|\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?$/.exec(
      body,
    );
  const digits = whole?.[1] ?? whole?.[2];
  return digits === undefined ? null : `${sign === '-' ? '-' : ''}${digits.replace(/[., ]/g, '')}`;
};

const looksLikeNumber = (cell: string): boolean => /^[+-]?[\d., ]*\d[\d., ]*$/.test(tidy(unwrapped(cell)));

export const wholeCell =
  (least: number, most: number) =>
  (cell: string): Parsed<number> => {
    const digits = digitsOf(cell);
    if (digits === null) return bad(looksLikeNumber(cell) ? 'fraction' : 'notWhole');
    const value = Number(digits) + 0;
    return value >= least && value <= most ? good(value) : bad('range', `${least}-${most}`);
  };

/** Guaraníes. */
export const moneyCell =
  (least = 0) =>
  (cell: string): Parsed<number> => {
    const parsed = wholeCell(least, MAX_GS)(cell);
    return !parsed.ok && parsed.fault.reason === 'notWhole' ? bad('notMoney') : parsed;
  };

/** `10`, `10 %`, or `0,1` as a spreadsheet stores a percentage is refused as a fraction. */
export const percentCell = (cell: string): Parsed<number> => {
  const text = fold(tidy(unwrapped(cell)));
  return text.startsWith('exent') || text === 'exempt'
    ? good(0)
    : wholeCell(0, 100)(text.replace(/\s*%$/, ''));
};

const YES = ['si', 's', 'yes', 'y', '1', 'true', 'verdadero', 'x', 'activo', 'active'];
const NO = ['no', 'n', '0', 'false', 'falso', 'inactivo', 'inactive'];

export const flagCell = (cell: string): Parsed<boolean> => {
  const word = fold(tidy(unwrapped(cell)));
  if (YES.includes(word)) return good(true);
  return NO.includes(word) ? good(false) : bad('notFlag');
};

/** `31/12/2027`, `31-12-2027`, `2027-12-31`; a time of nought that a spreadsheet adds is left out. */
export const dateCell = (cell: string): Parsed<string> => {
  const text = tidy(unwrapped(cell)).replace(/ 0?0:00(:00)?$/, '');
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, month, day] = local
    ? [local[3], local[2], local[1]]
    : (/^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)?.slice(1) ?? []);
  if (!year || !month || !day) return bad('date');
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return real && Number(year) >= 2000 && Number(year) <= 2199 ? good(iso) : bad('date');
};

/** As `validar_email` has it. */
export const emailCell = (cell: string): Parsed<string> => {
  const text = tidy(unwrapped(cell));
  const fits = text.length <= 190 && /^[^@\s<>,;"]+@[^@.\s<>,;"]+(\.[^@.\s<>,;"]+)+$/u.test(text);
  return fits && !UNFIT.test(text) ? good(text) : bad('email');
};

/** Words of a cell that holds several: between spaces, `;`, `,`, `+`, `/` or line breaks. */
export const listOf = (cell: string): readonly string[] =>
  unwrapped(cell)
    .split(/[\s;,+/]+/u)
    .filter(Boolean);
