import type { Topup } from './card.ts';
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
import type { Store } from './user.ts';

/** RECARGA: whose card, how much by which means, the balance before and after. The drawer opens for cash. */
export const topupReceipt = (
  topup: Topup,
  store: Store,
  words: ReceiptWords,
  { copy }: CopyMark,
): Receipt => {
  const t = words.topupPaper;
  const { day, time } = paperDate(topup.at);
  return {
    lines: [
      ...storeHeader(store, words),
      { kind: 'text', text: t.title, align: 'center', bold: true, big: true },
      ...(copy > 0 ? [title(words.reprint(copy))] : []),
      text(`${t.number} ${topup.id}`),
      text(`${words.date} ${day} ${time}`),
      text(`${words.till} ${topup.till}`),
      text(`${words.cashier} ${topup.cashier}`),
      RULE,
      text(`${words.card} ${topup.cardNumber}`),
      text(`${words.student} ${topup.student}`),
      text(`${words.client} ${topup.client}`),
      RULE,
      pair(t.before, formatGs(topup.balanceBefore)),
      totalLine(t.amount, topup.amount),
      pair(t.after, formatGs(topup.balance)),
      RULE,
      pair(t.method, topup.method),
      ...(topup.reference ? [text(`${words.reference} ${topup.reference}`)] : []),
      ...(topup.change > 0
        ? [pair(words.handed, formatGs(topup.handed)), pair(words.change, formatGs(topup.change))]
        : []),
      DOUBLE,
      ...(store.ticketFooter ? [{ kind: 'text', text: store.ticketFooter, align: 'center' } as const] : []),
    ],
    openDrawer: topup.isCash && copy === 0,
  };
};
