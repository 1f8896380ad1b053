import { oneLine } from '../receipt-text.ts';

/**
 * Text as the authority takes it: one line, single spaces, none at the edges, only characters that XML has, no longer
 * than its field.
 */
export const plainText = (text: string, most: number): string =>
  [...oneLine(text)].slice(0, most).join('').trim();
