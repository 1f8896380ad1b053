import type { Receipt, ReceiptLine } from './receipt.ts';
import { cleanText, displayWidth, padEndTo, padStartTo, wrapText } from './receipt-text.ts';

export type Align = 'left' | 'center' | 'right';

/** Magnification of a row: `double` is twice as wide and high, `tall` twice as high only. */
export type RowSize = 'normal' | 'tall' | 'double';

/** One printed row, broken to fit. `text` is not padded to its alignment; pairs fill the row exactly. */
export type Row =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: Align;
      readonly bold: boolean;
      readonly size: RowSize;
    }
  | { readonly kind: 'rule'; readonly double: boolean }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'barcode'; readonly data: string }
  | { readonly kind: 'feed'; readonly lines: number };

/** Columns that the left part of a pair needs at least; with less, the right part gets a row of its own. */
const LEFT_MINIMUM = 8;

const pairRows = (left: string, right: string, columns: number): string[] => {
  const rightWidth = displayWidth(right);
  const room = columns - rightWidth - 1;
  const leftRows = room >= 1 ? wrapText(left, room) : [];
  if (rightWidth <= columns && (leftRows.length === 1 || room >= LEFT_MINIMUM)) {
    const last = leftRows.pop() ?? '';
    return [...leftRows, padEndTo(last, columns - rightWidth) + right];
  }
  return [...wrapText(left, columns), ...wrapText(right, columns).map((part) => padStartTo(part, columns))];
};

/**
 * Big text is double-width where half the columns hold it on one row; otherwise only double-height, so that an
 * amount is never split whatever the paper.
 */
const sizeFor = (width: number, columns: number, big: boolean): RowSize =>
  !big ? 'normal' : width <= Math.floor(columns / 2) ? 'double' : 'tall';

const rowsOf = (line: ReceiptLine, columns: number): Row[] => {
  switch (line.kind) {
    case 'text': {
      const text = cleanText(line.text);
      const size = sizeFor(displayWidth(text), columns, line.big ?? false);
      const room = size === 'double' ? Math.floor(columns / 2) : columns;
      return wrapText(text, room).map((part) => ({
        kind: 'text',
        text: part,
        align: line.align ?? 'left',
        bold: line.bold ?? false,
        size,
      }));
    }
    case 'pair': {
      const [left, right] = [cleanText(line.left), cleanText(line.right)];
      const size = sizeFor(displayWidth(left) + 1 + displayWidth(right), columns, line.big ?? false);
      const room = size === 'double' ? Math.floor(columns / 2) : columns;
      return pairRows(left, right, room).map((text) => ({
        kind: 'text',
        text,
        align: 'left',
        bold: line.bold ?? false,
        size,
      }));
    }
    case 'rule':
      return [{ kind: 'rule', double: line.double ?? false }];
    case 'qr':
    case 'barcode':
      return [{ kind: line.kind, data: line.data }];
    case 'feed':
      return [{ kind: 'feed', lines: line.lines }];
  }
};

/** The rows of a receipt for a paper of so many columns (normal characters). */
export const receiptRows = (receipt: Receipt, columns: number): readonly Row[] =>
  receipt.lines.flatMap((line) => rowsOf(line, columns));

/** A rule across the paper. */
export const ruleText = (double: boolean, columns: number): string => (double ? '═' : '─').repeat(columns);

const aligned = (text: string, align: Align, columns: number): string => {
  const spare = Math.max(0, columns - displayWidth(text));
  const before = align === 'left' ? 0 : align === 'right' ? spare : Math.floor(spare / 2);
  return ' '.repeat(before) + text;
};

/**
 * The receipt as plain text for a screen or a file: no row is wider than `columns`. Big rows keep their words at
 * normal width; codes are shown as their data.
 */
export const layoutReceipt = (receipt: Receipt, columns: number): string[] =>
  receipt.lines.flatMap((line): string[] => {
    if (line.kind === 'qr' || line.kind === 'barcode')
      return wrapText(cleanText(`[${line.data}]`), columns).map((part) => aligned(part, 'center', columns));
    if (line.kind === 'rule') return [ruleText(line.double ?? false, columns)];
    if (line.kind === 'feed') return Array.from({ length: line.lines }, () => '');
    return rowsOf({ ...line, big: false }, columns).map((row) =>
      row.kind === 'text' ? aligned(row.text, row.align, columns).trimEnd() : '',
    );
  });

/** The same receipt with every text passed through `change`: how a printer's character set enters before widths count. */
export const mapReceiptText = (receipt: Receipt, change: (text: string) => string): Receipt => ({
  ...receipt,
  lines: receipt.lines.map((line): ReceiptLine => {
    if (line.kind === 'text') return { ...line, text: change(line.text) };
    if (line.kind === 'pair') return { ...line, left: change(line.left), right: change(line.right) };
    return line;
  }),
});
