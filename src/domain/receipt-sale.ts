import { formatGs } from './money.ts';
import type { Receipt, ReceiptLine } from './receipt.ts';
import {
  type CopyMark,
  center,
  DOUBLE,
  pair,
  paperDate,
  RULE,
  storeHeader,
  text,
  title,
  totalLine,
} from './receipt-parts.ts';
import { padStartTo } from './receipt-text.ts';
import type { ReceiptWords } from './receipt-words.ts';
import { type StoredLine, type StoredSale, type StoredTender, shortNumber } from './sale.ts';
import type { Store } from './user.ts';

const marks = (sale: StoredSale, words: ReceiptWords, { copy }: CopyMark): ReceiptLine[] => [
  ...(copy > 0 ? [title(words.reprint(copy))] : []),
  ...(sale.state === 'Anulada' ? [title(words.voidedSale)] : []),
];

const people = (sale: StoredSale, words: ReceiptWords): ReceiptLine[] => [
  text(`${words.client} ${sale.client ?? words.walkIn}`),
  ...(sale.student ? [text(`${words.student} ${sale.student}`)] : []),
  ...(sale.cardNumber ? [text(`${words.card} ${sale.cardNumber}`)] : []),
];

const identity = (sale: StoredSale, words: ReceiptWords): ReceiptLine[] => {
  const { day, time } = paperDate(sale.date);
  return [
    pair(`${words.date} ${day}`, `${words.time} ${time}`),
    pair(`${words.sale} ${shortNumber(sale.number)}`, sale.number),
    text(`${words.till} ${sale.till}`),
    text(`${words.cashier} ${sale.cashier}`),
  ];
};

const discountLine = (line: StoredLine, words: ReceiptWords): ReceiptLine[] =>
  line.discount > 0 ? [pair(`  ${words.discount}`, formatGs(-line.discount))] : [];

/** Subtotal, discount and tax, as far as the total is not their plain sum, then the total. */
const totals = (sale: StoredSale, words: ReceiptWords, always: boolean): ReceiptLine[] => [
  ...(always || sale.discount > 0 || sale.taxAdded ? [pair(words.subtotal, formatGs(sale.subtotal))] : []),
  ...(sale.discount > 0 ? [pair(words.discount, formatGs(-sale.discount))] : []),
  ...(sale.taxAdded ? taxLines(sale, words.tax) : []),
  ...(always ? [RULE] : []),
  totalLine(words.total, sale.total),
  ...(sale.taxAdded ? [] : taxLines(sale, words.taxIncluded)),
];

const taxLines = (sale: StoredSale, word: (rate: number) => string): ReceiptLine[] =>
  sale.taxes.filter((share) => share.tax > 0).map((share) => pair(word(share.rate), formatGs(share.tax)));

const tenderLines = (tender: StoredTender, words: ReceiptWords): ReceiptLine[] => [
  pair(`  ${tender.method}`, formatGs(tender.applied)),
  ...(tender.reference ? [text(`    ${words.reference} ${tender.reference}`)] : []),
];

/** One method stands beside PAGO as on the store's old tickets; several are listed with their parts. */
const payment = (sale: StoredSale, words: ReceiptWords): ReceiptLine[] => {
  const [only] = sale.tenders;
  const given = sale.tenders.filter((tender) => tender.change > 0);
  return [
    ...(sale.tenders.length === 1 && only
      ? [pair(words.payment, only.method), ...(only.reference ? [pair(words.reference, only.reference)] : [])]
      : [text(words.payment), ...sale.tenders.flatMap((tender) => tenderLines(tender, words))]),
    ...given.map((tender) => pair(words.handed, formatGs(tender.handed))),
    ...(sale.change > 0 ? [pair(words.change, formatGs(sale.change))] : []),
    ...(sale.balanceAfter !== null && sale.balanceAfter !== undefined
      ? [pair(words.balance, formatGs(sale.balanceAfter))]
      : []),
  ];
};

const acknowledgements = (sale: StoredSale, words: ReceiptWords): ReceiptLine[] =>
  sale.acknowledgements.length === 0
    ? []
    : [
        RULE,
        title(words.restrictions),
        ...sale.acknowledgements.flatMap((ack) => [
          text(`${ack.product}: ${ack.restriction} (${ack.severity})`),
          text(`  ${words.confirmedBy} ${ack.confirmedBy}`),
          ...(ack.approvedBy ? [text(`  ${words.approvedBy} ${ack.approvedBy}`)] : []),
          ...(ack.reason ? [text(`  ${words.reason} ${ack.reason}`)] : []),
        ]),
      ];

const isCash = (tender: StoredTender): boolean => tender.isCash ?? tender.method.toUpperCase() === 'EFECTIVO';

const opensDrawer = (sale: StoredSale, { copy }: CopyMark): boolean =>
  copy === 0 && sale.tenders.some(isCash);

/** TICKET VENTA (requisitos.md section 7), from the stored sale. */
export const saleTicket = (sale: StoredSale, store: Store, words: ReceiptWords, mark: CopyMark): Receipt => ({
  lines: [
    ...storeHeader(store, words),
    title(words.ticketTitle),
    ...marks(sale, words, mark),
    ...identity(sale, words),
    RULE,
    ...people(sale, words),
    RULE,
    ...sale.lines.flatMap((line) => [
      pair(line.name, `${line.quantity} × ${formatGs(line.price)}`),
      ...discountLine(line, words),
    ]),
    RULE,
    ...totals(sale, words, false),
    ...payment(sale, words),
    ...acknowledgements(sale, words),
    DOUBLE,
    ...(store.ticketFooter ? [center(store.ticketFooter)] : []),
  ],
  openDrawer: opensDrawer(sale, mark) && sale.state === 'Completada',
});

/** What makes an invoice a fiscal document; without it the paper says that it is still to be issued. */
export interface FiscalNumber {
  readonly stamp: string;
  readonly number: string;
}

const cell = (quantity: string, price: string): string =>
  `${padStartTo(quantity, 5)}${padStartTo(price, 11)}`;

/** The invoice's figures (requisitos.md section 6); prices are per unit, as on the store's form. */
export const saleInvoice = (
  sale: StoredSale,
  store: Store,
  words: ReceiptWords,
  mark: CopyMark,
  fiscal: FiscalNumber | null = null,
): Receipt => ({
  lines: [
    ...storeHeader(store, words),
    title(fiscal ? words.invoiceTitle : words.invoicePendingTitle),
    ...marks(sale, words, mark),
    ...(fiscal
      ? [text(`${words.stamp} ${fiscal.stamp}`), text(`${words.number} ${fiscal.number}`)]
      : [text(`${words.sale} ${sale.number}`)]),
    RULE,
    ...people(sale, words),
    ...(sale.clientDocument ? [text(`${words.clientDocument} ${sale.clientDocument}`)] : []),
    text(`${words.date} ${paperDate(sale.date).day}`),
    RULE,
    pair(words.description, cell(words.quantity, words.price)),
    RULE,
    ...sale.lines.flatMap((line) => [
      pair(line.name, cell(String(line.quantity), formatGs(line.price))),
      ...discountLine(line, words),
    ]),
    RULE,
    ...totals(sale, words, true),
    DOUBLE,
  ],
  openDrawer: false,
});
