import { isUtf8 } from 'node:buffer';
import type { TextTable } from '../../app/ports/imports.ts';

/** What a file turned out to be; `offset`: where its text begins. */
type Encoding = TextTable['encoding'];

export const encodingOf = (bytes: Buffer): { readonly encoding: Encoding; readonly offset: number } => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', offset: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', offset: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', offset: 2 };
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', offset: 0 };
};

/** Why bytes are no table of text; null when they may be one. */
export const notText = (bytes: Buffer, encoding: Encoding): 'planilla' | 'binario' | null => {
  const head = bytes.subarray(0, 8).toString('latin1');
  // A workbook is a ZIP archive; the old kind is an OLE document.
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'planilla';
  if (encoding.startsWith('utf-16')) return bytes.length % 2 === 0 ? null : 'binario';
  return bytes.includes(0) ? 'binario' : null;
};

/** What is rarest in a title first: a tie is decided by it. */
const SEPARATORS = ['\t', ';', ','] as const;
export type Separator = (typeof SEPARATORS)[number];

/** The separator of a table, from Excel's own `sep=;` or from its first line, and how many characters to leave out. */
export const separatorOf = (start: string): { readonly separator: Separator; readonly skip: number } => {
  const said = /^sep=([,;\t])\r?\n/i.exec(start);
  if (said) return { separator: said[1] as Separator, skip: said[0].length };
  const first = start.replace(/"(?:[^"]|"")*"/g, '').match(/^\s*[^\r\n]*/)?.[0] ?? '';
  const counted = SEPARATORS.map((separator) => ({ separator, times: first.split(separator).length - 1 }));
  const most = counted.reduce((best, one) => (one.times > best.times ? one : best));
  return { separator: most.times > 0 ? most.separator : ',', skip: 0 };
};

const PIECE_BYTES = 256 * 1024;

/** The text of a file in pieces, so that a large one is never there twice. */
export function* textPieces(
  bytes: Buffer,
  encoding: Encoding,
  offset: number,
): Generator<{ readonly text: string; readonly bytesRead: number }> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for (let at = offset; at < bytes.length; at += PIECE_BYTES) {
    const end = Math.min(bytes.length, at + PIECE_BYTES);
    yield { text: decoder.decode(bytes.subarray(at, end), { stream: end < bytes.length }), bytesRead: end };
  }
}
