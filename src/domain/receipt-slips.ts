import { formatGs, gs } from './money.ts';
import type { Receipt } from './receipt.ts';
import {
  type CopyMark,
  DOUBLE,
  pair,
  paperDate,
  RULE,
  storeHeader,
  text,
  title,
  totalLine,
} from './receipt-parts.ts';
import type { ReceiptWords } from './receipt-words.ts';
import { type StoredSale, shortNumber } from './sale.ts';
import type { Store } from './user.ts';

const stamp = (date: string): string => {
  const { day, time } = paperDate(date);
  return `${day} ${time}`;
};

/** ANULACIÓN: what was voided, by whom and why, what goes back by which means, and room for a signature. */
export const voidSlip = (
  sale: StoredSale,
  store: Store,
  words: ReceiptWords,
  { copy }: CopyMark,
): Receipt => ({
  lines: [
    ...storeHeader(store, words),
    { kind: 'text', text: words.voidTitle, align: 'center', bold: true, big: true },
    ...(copy > 0 ? [title(words.reprint(copy))] : []),
    pair(`${words.sale} ${shortNumber(sale.number)}`, sale.number),
    text(`${words.date} ${stamp(sale.date)}`),
    text(`${words.till} ${sale.till}`),
    text(`${words.client} ${sale.client ?? words.walkIn}`),
    ...(sale.student ? [text(`${words.student} ${sale.student}`)] : []),
    RULE,
    ...(sale.voided
      ? [
          text(`${words.voidedAt} ${stamp(sale.voided.at)}`),
          text(`${words.voidedBy} ${sale.voided.by}`),
          text(`${words.reason} ${sale.voided.reason}`),
        ]
      : []),
    RULE,
    ...sale.lines.map((line) => pair(line.name, `${line.quantity} × ${formatGs(line.price)}`)),
    RULE,
    text(words.givenBack),
    ...sale.tenders.map((tender) => pair(`  ${tender.method}`, formatGs(tender.applied))),
    totalLine(words.total, sale.total),
    { kind: 'feed', lines: 2 },
    text(`${words.signature} ______________________`),
    DOUBLE,
  ],
  openDrawer: false,
});

export interface TestPageFacts {
  readonly device: string;
  readonly columns: number;
  readonly till: string;
  /** Store-local, `YYYY-MM-DD HH:MM:SS`. */
  readonly date: string;
}

/** The digits 1 to 9 and 0 repeated: the paper shows at once whether the columns are right. */
const ruler = (columns: number): string =>
  Array.from({ length: columns }, (_, i) => String((i + 1) % 10)).join('');

/** A page that shows what can be set wrong: columns, characters, sizes, codes and the cutter. */
export const testPage = (store: Store, words: ReceiptWords, facts: TestPageFacts): Receipt => ({
  lines: [
    ...storeHeader(store, words),
    title(words.testTitle),
    text(`${words.date} ${stamp(facts.date)}`),
    text(`${words.till} ${facts.till}`),
    text(`${words.printer} ${facts.device}`),
    text(`${words.columns} ${facts.columns}`),
    text(ruler(facts.columns)),
    RULE,
    text(words.accents),
    RULE,
    totalLine(words.total, gs(25_000)),
    { kind: 'barcode', data: '00203' },
    text(words.testGood),
    DOUBLE,
  ],
  openDrawer: false,
});
