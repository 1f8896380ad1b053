import { formatGs } from './money.ts';
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
import type { StoredReturn } from './returns.ts';
import { shortNumber } from './sale.ts';
import type { Store } from './user.ts';

/**
 * DEVOLUCIÓN or ANULACIÓN, from what was stored: what came back and where it went, the money by method, who did it, who
 * allowed it and why, and room for the customer's signature. The drawer opens when cash goes back.
 */
export const returnSlip = (
  given: StoredReturn,
  store: Store,
  words: ReceiptWords,
  { copy }: CopyMark,
): Receipt => {
  const { day, time } = paperDate(given.date);
  return {
    lines: [
      ...storeHeader(store, words),
      {
        kind: 'text',
        text: given.kind === 'Anulacion' ? words.voidTitle : words.returnTitle,
        align: 'center',
        bold: true,
        big: true,
      },
      ...(copy > 0 ? [title(words.reprint(copy))] : []),
      pair(`${words.sale} ${shortNumber(given.saleNumber)}`, given.saleNumber),
      text(`${words.date} ${day} ${time}`),
      text(`${words.till} ${given.till}`),
      text(`${words.returnedBy} ${given.by}`),
      ...(given.approvedBy ? [text(`${words.approvedBy} ${given.approvedBy}`)] : []),
      text(`${words.reason} ${given.reason}`),
      RULE,
      ...given.lines.flatMap((line) => [
        pair(`${line.quantity} × ${line.name}`, formatGs(line.amount)),
        ...(line.destination === 'Merma' ? [text(`  ${words.wasted}`)] : []),
      ]),
      RULE,
      text(words.givenBack),
      ...given.refunds.map((refund) => pair(`  ${refund.method}`, formatGs(refund.amount))),
      ...(given.cardNumber ? [text(`  ${words.card} ${given.cardNumber}`)] : []),
      ...(given.balance === null ? [] : [pair(`  ${words.balance}`, formatGs(given.balance))]),
      totalLine(words.total, given.total),
      { kind: 'feed', lines: 2 },
      text(`${words.signature} ______________________`),
      DOUBLE,
    ],
    openDrawer: copy === 0 && given.cash > 0,
  };
};
