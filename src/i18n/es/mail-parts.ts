import type { MailBlock } from '../../domain/mail-document.ts';
import { formatGsWithUnit } from '../../domain/money.ts';

export const money = (amount: number): string => formatGsWithUnit(amount);

/** `2026-11-26 10:15:00` as it is said here: 26/11/2026 10:15. */
export const moment = (at: string): string => {
  const [day = '', time = ''] = at.split(' ');
  return `${day.split('-').reverse().join('/')}${time === '' ? '' : ` ${time.slice(0, 5)}`}`;
};

export const text = (said: string): MailBlock => ({ kind: 'text', text: said });
export const warning = (said: string): MailBlock => ({ kind: 'warning', text: said });
export const figure = (label: string, value: string): MailBlock => ({ kind: 'figure', label, value });
export const facts = (...rows: readonly (readonly [string, string | number | null])[]): MailBlock => ({
  kind: 'facts',
  rows: rows.flatMap(([label, value]) =>
    value === null || value === '' ? [] : [[label, String(value)] as const],
  ),
});
export const table = (
  titles: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): MailBlock => ({ kind: 'table', titles, rows: rows.map((row) => row.map((cell) => String(cell ?? ''))) });
