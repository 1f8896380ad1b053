import { formatGs, type Gs } from './money.ts';
import type { Receipt, ReceiptLine } from './receipt.ts';
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
import type { ReceiptWords, ShiftPaperWords } from './receipt-words.ts';
import {
  type CashMove,
  type ClosedShift,
  countedTotal,
  netOfRate,
  type Shift,
  type ShiftFigures,
  type ShiftReading,
} from './shift.ts';
import type { Store } from './user.ts';

const stamp = (date: string): string => {
  const { day, time } = paperDate(date);
  return `${day} ${time}`;
};

const opened = (shift: Shift, words: ShiftPaperWords): ReceiptLine[] => [
  text(`${words.shift} ${shift.id}`),
  text(`${words.opened} ${stamp(shift.openedAt)}`),
  text(`${words.openedBy} ${shift.openedBy}`),
];

/** Only what happened: an empty line of zeros tells nobody anything. */
const unlessZero = (label: string, amount: Gs, sign = 1): ReceiptLine[] =>
  amount === 0 ? [] : [pair(label, formatGs(sign * amount))];

const sales = (figures: ShiftFigures, words: ShiftPaperWords): ReceiptLine[] => [
  pair(words.tickets, String(figures.sales.tickets)),
  pair(words.units, String(figures.sales.units)),
  ...(figures.sales.first && figures.sales.last
    ? [text(words.firstLast), text(`  ${figures.sales.first} … ${figures.sales.last}`)]
    : []),
  pair(words.sold, formatGs(figures.sales.total)),
  ...unlessZero(words.discounts, figures.sales.discounts),
  ...(figures.voids.count > 0
    ? [pair(words.voids(figures.voids.count), formatGs(-figures.voids.total))]
    : []),
  ...(figures.returns.count > 0
    ? [pair(words.returns(figures.returns.count), formatGs(-figures.returns.total))]
    : []),
  ...(figures.topups > 0 ? [pair(words.topups, String(figures.topups))] : []),
];

const methods = (figures: ShiftFigures, words: ShiftPaperWords): ReceiptLine[] =>
  figures.methods.length === 0
    ? []
    : [
        RULE,
        title(words.methods),
        ...figures.methods.flatMap((method) => [
          text(method.method),
          ...unlessZero(`  ${words.methodSales}`, method.sales),
          ...unlessZero(`  ${words.methodTopups}`, method.topups),
          ...unlessZero(`  ${words.methodRefunds}`, method.refunds, -1),
        ]),
      ];

const taxes = (figures: ShiftFigures, words: ShiftPaperWords): ReceiptLine[] =>
  figures.taxes.length === 0
    ? []
    : [
        RULE,
        title(words.taxes),
        ...figures.taxes.map((each) => {
          const { base, tax } = netOfRate(each);
          return pair(words.taxRate(each.rate, formatGs(base)), formatGs(tax));
        }),
        ...unlessZero(words.taxRefunded, figures.taxRefunded, -1),
      ];

const cash = ({ cash: money }: ShiftFigures, words: ShiftPaperWords): ReceiptLine[] => [
  RULE,
  title(words.cash),
  pair(words.float, formatGs(money.float)),
  pair(words.cashSales, formatGs(money.sales)),
  ...unlessZero(words.cashTopups, money.topups),
  ...unlessZero(words.cashIn, money.in),
  ...unlessZero(words.cashOut, money.out, -1),
  ...unlessZero(words.cashRefunds, money.refunds, -1),
];

const figuresLines = (figures: ShiftFigures, words: ShiftPaperWords): ReceiptLine[] => [
  ...sales(figures, words),
  ...methods(figures, words),
  ...taxes(figures, words),
  ...cash(figures, words),
];

const head = (store: Store, words: ReceiptWords, big: string, { copy }: CopyMark): ReceiptLine[] => [
  ...storeHeader(store, words),
  { kind: 'text', text: big, align: 'center', bold: true, big: true },
  ...(copy > 0 ? [title(words.reprint(copy))] : []),
];

const signature = (words: ReceiptWords): ReceiptLine[] => [
  { kind: 'feed', lines: 2 },
  text(`${words.signature} ______________________`),
  DOUBLE,
];

/** LECTURA X: what the open shift had come to. */
export const shiftReading = (
  { shift, readAt, readBy, figures }: ShiftReading,
  store: Store,
  words: ReceiptWords,
  mark: CopyMark,
): Receipt => ({
  lines: [
    ...head(store, words, words.shiftPaper.readingTitle, mark),
    text(`${words.till} ${shift.till}`),
    ...opened(shift, words.shiftPaper),
    text(`${words.shiftPaper.read} ${stamp(readAt)}`),
    ...(readBy ? [text(`${words.shiftPaper.readBy} ${readBy}`)] : []),
    RULE,
    ...figuresLines(figures, words.shiftPaper),
    totalLine(words.shiftPaper.expected, figures.cash.expected),
    ...(figures.parked.count > 0
      ? [RULE, pair(words.shiftPaper.parked(figures.parked.count), formatGs(figures.parked.total))]
      : []),
    DOUBLE,
  ],
  openDrawer: false,
});

/** CIERRE Z: the shift as it was closed. The original opens the drawer, for the money to be taken out. */
export const shiftClosing = (
  { shift, closing, figures, count }: ClosedShift,
  store: Store,
  words: ReceiptWords,
  mark: CopyMark,
): Receipt => {
  const t = words.shiftPaper;
  return {
    lines: [
      ...head(store, words, t.closingTitle(closing.z), mark),
      text(`${words.till} ${shift.till}`),
      ...opened(shift, t),
      text(`${t.closed} ${stamp(closing.closedAt)}`),
      text(`${t.closedBy} ${closing.closedBy}`),
      RULE,
      ...figuresLines(figures, t),
      pair(t.expected, formatGs(closing.expected)),
      RULE,
      title(t.count),
      ...count.map((pile) =>
        pair(`${formatGs(pile.denomination)} × ${pile.pieces}`, formatGs(countedTotal([pile]))),
      ),
      pair(t.counted, formatGs(closing.counted)),
      totalLine(t.difference, closing.difference),
      ...(closing.reason ? [text(`${words.reason} ${closing.reason}`)] : []),
      ...(figures.parked.count > 0
        ? [RULE, pair(t.expired(figures.parked.count), formatGs(figures.parked.total))]
        : []),
      ...(figures.readings > 0 ? [pair(t.readings, String(figures.readings))] : []),
      ...signature(words),
    ],
    openDrawer: mark.copy === 0,
  };
};

/** Cash put in or taken out: what, by whom and why. It opens the drawer. */
export const cashMoveSlip = (move: CashMove, store: Store, words: ReceiptWords, mark: CopyMark): Receipt => ({
  lines: [
    ...head(
      store,
      words,
      move.direction === 'Entrada' ? words.shiftPaper.cashInTitle : words.shiftPaper.cashOutTitle,
      mark,
    ),
    text(`${words.till} ${move.till}`),
    text(`${words.shiftPaper.shift} ${move.shiftId}`),
    text(`${words.date} ${stamp(move.at)}`),
    text(`${words.shiftPaper.by} ${move.by}`),
    text(`${words.reason} ${move.reason}`),
    RULE,
    totalLine(words.shiftPaper.amount, move.amount),
    ...signature(words),
  ],
  openDrawer: mark.copy === 0,
});
