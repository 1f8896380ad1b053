import { type DocumentTotals, documentAmounts, type Item } from './invoice/amounts.ts';
import { documentNumber, groupCdc } from './invoice/cdc.ts';
import { type Decimal, decimalWords, minus, NOTHING } from './invoice/decimal.ts';
import { type CreditNoteInput, type InvoiceInput, isInvoice, type Receiver } from './invoice/document.ts';
import { CONSULTATION, issuerName } from './invoice/issuer.ts';
import { paymentEntry } from './invoice/payments.ts';
import { formatGs, type Gs } from './money.ts';
import type { Receipt, ReceiptLine } from './receipt.ts';
import {
  type CopyMark,
  center,
  DOUBLE,
  pair,
  paperDate,
  RULE,
  text,
  title,
  totalLine,
} from './receipt-parts.ts';
import type { KudePaperWords, ReceiptWords } from './receipt-words.ts';

/** A signed document as its paper needs it. */
export interface KudeDocument {
  readonly content: InvoiceInput | CreditNoteInput;
  readonly cdc: string;
  /** Address in its QR. */
  readonly qr: string;
  /** Whom the sale served; no part of the document. */
  readonly student: string | null;
}

const RATES = [10, 5] as const;

const atRate = (totals: DocumentTotals, rate: 5 | 10): { subtotal: Gs; tax: Gs } =>
  rate === 10 ? { subtotal: totals.at10, tax: totals.tax10 } : { subtotal: totals.at5, tax: totals.tax5 };

const issuerLines = ({ content }: KudeDocument, words: ReceiptWords): ReceiptLine[] => {
  const { issuer } = content;
  return [
    { kind: 'text', text: issuer.tradeName ?? issuer.name, align: 'center', bold: true, big: true },
    center(issuerName(content)),
    center(`${words.ruc} ${issuer.ruc}`),
    ...issuer.activities.slice(0, 1).map((activity) => center(activity.description)),
    center(issuer.address),
    center(issuer.city.name),
    center(`${words.phone} ${issuer.phone}`),
    DOUBLE,
  ];
};

export const receiverWords = (
  receiver: Receiver,
  words: KudePaperWords,
): { readonly name: string; readonly document: string | null } => {
  if (receiver.kind === 'innominado') return { name: words.unnamed, document: null };
  return { name: receiver.name, document: receiver.kind === 'ruc' ? receiver.ruc : receiver.ci };
};

const identity = (
  { content, student }: KudeDocument,
  words: ReceiptWords,
  { copy }: CopyMark,
): ReceiptLine[] => {
  const k = words.kudePaper;
  const { day, time } = paperDate(content.issuedAt);
  const receiver = receiverWords(content.receiver, k);
  return [
    title(isInvoice(content) ? k.invoiceTitle : k.creditNoteTitle),
    ...(copy > 0 ? [title(words.reprint(copy))] : []),
    text(`${words.stamp} ${content.timbrado.number}`),
    text(`${k.validFrom} ${paperDate(content.timbrado.start).day}`),
    text(`${words.number} ${documentNumber(content.point, content.number)}`),
    ...(isInvoice(content) ? [] : [text(k.takesBack), text(groupCdc(content.invoiceCdc))]),
    RULE,
    text(`${words.client} ${receiver.name}`),
    ...(student ? [text(`${words.student} ${student}`)] : []),
    ...(receiver.document ? [text(`${words.clientDocument} ${receiver.document}`)] : []),
    pair(`${words.date} ${day}`, `${words.time} ${time}`),
    ...(isInvoice(content) ? [text(`${k.condition} ${k.cash}`), text(`${k.currency} ${k.guarani}`)] : []),
  ];
};

/** All that is off an item: of each unit its own discount and its part of the sale's. */
export const itemDiscount = (item: Item): Decimal => minus(item.gross, item.total);

const itemLines = (item: Item, words: ReceiptWords): ReceiptLine[] => {
  const off = itemDiscount(item);
  const rate = item.taxRate === 0 ? words.kudePaper.exempt : `${item.taxRate}%`;
  return [
    text(`${item.code} ${item.name}`),
    pair(`  ${item.quantity} × ${decimalWords(item.unitPrice)} ${rate}`, decimalWords(item.gross)),
    ...(off > NOTHING ? [pair(`  ${words.kudePaper.discount}`, `-${decimalWords(off)}`)] : []),
  ];
};

const totalsLines = (totals: DocumentTotals, words: ReceiptWords): ReceiptLine[] => {
  const k = words.kudePaper;
  return [
    pair(words.subtotal, formatGs(totals.total - totals.tax)),
    ...RATES.map((rate) => ({ rate, ...atRate(totals, rate) }))
      .filter(({ tax }) => tax > 0)
      .map(({ rate, tax }) => pair(words.tax(rate), formatGs(tax))),
    RULE,
    totalLine(words.total, totals.total),
    RULE,
    pair(`${k.exempt}:`, formatGs(totals.exempt)),
    ...RATES.toReversed().map((rate) => pair(k.taxed(rate), formatGs(atRate(totals, rate).subtotal))),
    pair(k.totalTax, formatGs(totals.tax)),
  ];
};

const paymentLines = (content: InvoiceInput | CreditNoteInput): ReceiptLine[] =>
  isInvoice(content)
    ? content.payments.map((payment) => pair(paymentEntry(payment).description, formatGs(payment.amount)))
    : [];

/**
 * KuDE: the paper of an electronic document for the roll, with the figures of requisitos.md section 6 and what the tax
 * authority asks for; SIFEN manual v150, section 13. A unit's price is the document's, its IVA in it.
 */
export const kudeReceipt = (document: KudeDocument, words: ReceiptWords, mark: CopyMark): Receipt => {
  const k = words.kudePaper;
  const { items, totals } = documentAmounts(document.content);
  return {
    lines: [
      ...issuerLines(document, words),
      ...identity(document, words, mark),
      RULE,
      pair(words.description, k.priceWithTax),
      RULE,
      ...items.flatMap((item) => itemLines(item, words)),
      RULE,
      ...totalsLines(totals, words),
      ...paymentLines(document.content),
      DOUBLE,
      center(k.consult),
      center(CONSULTATION[document.content.environment].replace('https://', '')),
      { kind: 'text', text: groupCdc(document.cdc), align: 'center', bold: true },
      { kind: 'qr', data: document.qr },
      center(k.representation),
      DOUBLE,
    ],
    openDrawer: false,
  };
};
