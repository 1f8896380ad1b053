import type { PrintFault } from '../../domain/print-fault.ts';

/*
 * What a printer's answers mean (Epson's reference, DLE EOT and GS r). Real-time status has bits 1 and 4 set and bits
 * 0 and 7 clear; the answer to GS r has bits 4 and 7 clear. An unasked status starts with bit 4 set and bits 0, 1 and
 * 7 clear, and three bytes follow it.
 */

export const isRealTimeStatus = (byte: number): boolean => (byte & 0x93) === 0x12;
export const isOrderedStatus = (byte: number): boolean => (byte & 0x90) === 0x00;
const startsAutomaticStatus = (byte: number): boolean => (byte & 0x93) === 0x10;
const isFlowControl = (byte: number): boolean => byte === 0x11 || byte === 0x13;

/** Answer to DLE EOT 1 to 4, as far as they came. */
export type StatusBytes = Readonly<Partial<Record<1 | 2 | 3 | 4, number>>>;

const has = (byte: number | undefined, mask: number): boolean => ((byte ?? 0) & mask) !== 0;

/** The most useful cause in a printer's status; null: it can print. */
export const faultOf = (status: StatusBytes): PrintFault | null => {
  if (has(status[2], 0x04)) return 'TAPA_ABIERTA';
  if (has(status[4], 0x60) || has(status[2], 0x20)) return 'SIN_PAPEL';
  if (has(status[3], 0x2c)) return 'ERROR_IMPRESORA';
  if (has(status[1], 0x08)) return 'FUERA_DE_LINEA';
  return null;
};

/** Paper sensor in the answer to GS r 1: both end-of-paper bits. */
export const orderedSaysNoPaper = (byte: number): boolean => has(byte, 0x0c);

export type Reply = { readonly kind: 'now' | 'ordered' | 'noise'; readonly byte: number };

/** Splits what a printer sends into answers; automatic status and flow control are left out. */
export const replyReader = (): ((bytes: Uint8Array) => Reply[]) => {
  let skip = 0;
  return (bytes) => {
    const replies: Reply[] = [];
    for (const byte of bytes) {
      if (skip > 0) skip -= 1;
      else if (isFlowControl(byte)) continue;
      else if (isRealTimeStatus(byte)) replies.push({ kind: 'now', byte });
      else if (startsAutomaticStatus(byte)) skip = 3;
      else replies.push({ kind: isOrderedStatus(byte) ? 'ordered' : 'noise', byte });
    }
    return replies;
  };
};
