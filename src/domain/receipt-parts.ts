import { formatGs, type Gs } from './money.ts';
import type { ReceiptLine } from './receipt.ts';
import type { ReceiptWords } from './receipt-words.ts';
import type { Store } from './user.ts';

export interface CopyMark {
  /** 0: the original; k: the k-th copy, which says so and opens no drawer. */
  readonly copy: number;
}

export const RULE: ReceiptLine = { kind: 'rule' };
export const DOUBLE: ReceiptLine = { kind: 'rule', double: true };
export const pair = (left: string, right: string): ReceiptLine => ({ kind: 'pair', left, right });
export const text = (words: string): ReceiptLine => ({ kind: 'text', text: words });
export const center = (words: string): ReceiptLine => ({ kind: 'text', text: words, align: 'center' });
/** Centred and bold. */
export const title = (words: string): ReceiptLine => ({
  kind: 'text',
  text: words,
  align: 'center',
  bold: true,
});

/** `2026-01-09 21:25:07` to `09/01/2026` and `21:25`. */
export const paperDate = (date: string): { readonly day: string; readonly time: string } => ({
  day: date.slice(0, 10).split('-').reverse().join('/'),
  time: date.slice(11, 16),
});

export const storeHeader = (store: Store, words: ReceiptWords): ReceiptLine[] => [
  { kind: 'text', text: store.name, align: 'center', bold: true, big: true },
  ...(store.ruc ? [center(`${words.ruc} ${store.ruc}`)] : []),
  ...(store.address ? [center(store.address)] : []),
  ...(store.phone ? [center(`${words.phone} ${store.phone}`)] : []),
  DOUBLE,
];

/** The total, as large as the paper allows. */
export const totalLine = (word: string, total: Gs): ReceiptLine => ({
  kind: 'pair',
  left: word,
  right: formatGs(total),
  bold: true,
  big: true,
});
