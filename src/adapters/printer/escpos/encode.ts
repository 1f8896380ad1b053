import escpos from 'escpos';
import type { Receipt } from '../../../domain/receipt.ts';
import {
  type Align,
  mapReceiptText,
  type Row,
  receiptRows,
  ruleText,
} from '../../../domain/receipt-layout.ts';
import type { PrinterProfile } from '../profile.ts';
import { encodeText, toPrintable } from './code-pages.ts';
import {
  bold,
  CANCEL_KANJI,
  code128,
  codeTable,
  DRAWER_PULSE,
  NO_AUTOMATIC_STATUS,
  qrCode,
} from './commands.ts';

const ALIGNMENT = { left: 'lt', center: 'ct', right: 'rt' } as const satisfies Record<Align, string>;
const MAGNIFICATION = { normal: [0, 0], tall: [0, 1], double: [1, 1] } as const;

/** Rows fed so that the last line passes the cutter, or the tear bar. */
const FEED_BEFORE_CUT = 4;

type Composer = InstanceType<typeof escpos.Printer>;

const writeText = (out: Composer, text: string, profile: PrinterProfile): void => {
  out.print(encodeText(toPrintable(text, profile.codePage), profile.codePage)).print('\n');
};

const writeCode = (out: Composer, code: Buffer | null, data: string, profile: PrinterProfile): void => {
  out.align('ct');
  if (code) out.print(code).print('\n');
  else writeText(out, data, profile);
  out.align('lt');
};

const writeRow = (out: Composer, row: Row, profile: PrinterProfile): void => {
  if (row.kind === 'feed') out.feed(row.lines);
  else if (row.kind === 'rule') writeText(out, ruleText(row.double, profile.columns), profile);
  else if (row.kind === 'qr') writeCode(out, qrCode(row.data, profile.columns), row.data, profile);
  else if (row.kind === 'barcode') writeCode(out, code128(row.data, profile.columns), row.data, profile);
  else {
    const [width, height] = MAGNIFICATION[row.size];
    if (row.align !== 'left') out.align(ALIGNMENT[row.align]);
    if (row.bold) out.print(bold(true));
    if (row.size !== 'normal') out.size(width, height);
    writeText(out, row.text, profile);
    if (row.size !== 'normal') out.size(0, 0);
    if (row.bold) out.print(bold(false));
    if (row.align !== 'left') out.align('lt');
  }
};

/** The bytes that print a receipt. Each row puts the printer back to plain left-aligned text. */
export const encodeReceipt = (receipt: Receipt, profile: PrinterProfile): Buffer => {
  const out = new escpos.Printer(null);
  out.hardware('init').print(NO_AUTOMATIC_STATUS);
  if (profile.cancelKanji) out.print(CANCEL_KANJI);
  out.print(codeTable(profile.codeTable));
  if (receipt.openDrawer && profile.drawer) out.print(DRAWER_PULSE);
  const shown = mapReceiptText(receipt, (text) => toPrintable(text, profile.codePage));
  for (const row of receiptRows(shown, profile.columns)) writeRow(out, row, profile);
  if (profile.cut === 'none') out.feed(FEED_BEFORE_CUT);
  else out.cut(profile.cut === 'partial', FEED_BEFORE_CUT);
  // flush() hands out its live buffer, which the next ticket would overwrite.
  return Buffer.from(out.buffer.flush());
};
