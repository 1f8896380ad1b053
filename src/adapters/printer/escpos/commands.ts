/*
 * Exact bytes of the commands that the composing library lacks or gets wrong. Source: the ESC/POS command reference
 * of Epson; the names are its own.
 */

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const DLE = 0x10;
const EOT = 0x04;

/** ESC p 0: 50 ms on, 500 ms off, on the connector's pin 2. */
export const DRAWER_PULSE = Buffer.from([ESC, 0x70, 0x00, 0x19, 0xfa]);

/** ESC t n: the character table, before any text. */
export const codeTable = (n: number): Buffer => Buffer.from([ESC, 0x74, n]);

/** FS .: printers of the Chinese market otherwise read two accented letters as one Chinese character. */
export const CANCEL_KANJI = Buffer.from([FS, 0x2e]);

/** ESC E n */
export const bold = (on: boolean): Buffer => Buffer.from([ESC, 0x45, on ? 1 : 0]);

/** GS a 0: no unasked status, which could be taken for the answer to GS r. */
export const NO_AUTOMATIC_STATUS = Buffer.from([GS, 0x61, 0x00]);

/** GS r 1: answered with the paper sensor's state when everything before it has been worked off. */
export const PAPER_STATUS_IN_ORDER = Buffer.from([GS, 0x72, 0x01]);

/** DLE EOT n: answered at once, past the buffer. 1 printer, 2 cause of offline, 3 error, 4 paper. */
export const realTimeStatus = (n: 1 | 2 | 3 | 4): Buffer => Buffer.from([DLE, EOT, n]);

/** Bytes that a QR version holds at correction level M, versions 1 to 25. */
const QR_CAPACITY = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
  857, 911, 997,
];

/** Dots a normal character (font A) is wide on paper: columns times this is the width of a row. */
export const DOTS_PER_COLUMN = 12;

/** A module of half a millimetre is read easily; larger ones only as long as the symbol stays below 45 mm. */
const GOOD_MODULE_DOTS = 4;
const GOOD_SYMBOL_DOTS = 360;

/** The largest module up to 8 dots that the paper and a sensible length of it allow. */
const moduleDots = (modules: number, columns: number): number => {
  const most = Math.min(8, Math.floor((columns * DOTS_PER_COLUMN) / modules));
  return Math.min(most, Math.max(GOOD_MODULE_DOTS, Math.floor(GOOD_SYMBOL_DOTS / modules)));
};

/** QR by GS ( k: model 2, correction M, its quiet zone within the paper. null: too long for the paper. */
export const qrCode = (data: string, columns: number): Buffer | null => {
  const bytes = Buffer.from(data, 'utf8');
  const version = QR_CAPACITY.findIndex((capacity) => bytes.length <= capacity) + 1;
  if (version === 0) return null;
  const size = moduleDots(17 + 4 * version + 8, columns);
  if (size < 2) return null;
  const call = (...content: number[]): Buffer =>
    Buffer.from([GS, 0x28, 0x6b, content.length & 0xff, content.length >> 8, ...content]);
  return Buffer.concat([
    call(0x31, 0x41, 0x32, 0x00),
    call(0x31, 0x43, size),
    call(0x31, 0x45, 0x31),
    call(0x31, 0x50, 0x30, ...bytes),
    call(0x31, 0x51, 0x30),
  ]);
};

/**
 * CODE128 in set B by GS k 73 with its length byte, the data written below, the widest bars that fit the paper.
 * null: characters outside the set, or too long.
 */
export const code128 = (data: string, columns: number): Buffer | null => {
  if (!/^[\x20-\x7e]+$/.test(data)) return null;
  const content = Buffer.from(`{B${data.replaceAll('{', '{{')}`, 'latin1');
  const modules = 11 * (data.length + 2) + 13 + 20;
  const width = Math.min(3, Math.floor((columns * DOTS_PER_COLUMN) / modules));
  if (width < 2 || content.length > 255) return null;
  return Buffer.concat([
    Buffer.from([GS, 0x68, 60, GS, 0x77, width, GS, 0x66, 0, GS, 0x48, 2]),
    Buffer.from([GS, 0x6b, 73, content.length]),
    content,
  ]);
};
