import type { PrintDocument, ReceiptPrinter } from '../../app/print-ports.ts';
import { layoutReceipt } from '../../domain/receipt-layout.ts';
import { openDeviceFile } from './devices/device-file.ts';
import { writeDocument } from './devices/directory.ts';
import { openSerial } from './devices/serial.ts';
import { openTcp } from './devices/tcp.ts';
import type { Timing } from './dialogue.ts';
import type { OpenLine } from './line.ts';
import { missing } from './presence.ts';
import { printBytes } from './session.ts';
import { deviceName, type PrinterSetting, type PrinterTarget } from './setting.ts';

/** Bits that a byte takes on a serial line: start, eight, stop. */
const BITS_PER_BYTE = 10;

const opener = (target: Exclude<PrinterTarget, { kind: 'file' }>, { profile }: PrinterSetting): OpenLine => {
  switch (target.kind) {
    case 'serial':
      return openSerial(target);
    case 'device':
      return openDeviceFile({ path: target.path, reads: profile.answers !== 'none' });
    case 'tcp':
      return openTcp(target);
  }
};

const safeName = (name: string): string => name.replace(/[^\w-]/g, '_');

/** The composing library is loaded for the first ticket only: a text file needs none of it. */
const bytesOf = async (document: PrintDocument, { profile }: PrinterSetting): Promise<Buffer> =>
  (await import('./escpos/encode.ts')).encodeReceipt(document.receipt, profile);

/** The printer of a setting. `timing` is for tests; the default is what real devices need. */
export const openPrinter = (setting: PrinterSetting, timing?: Timing): ReceiptPrinter => {
  const { target, profile } = setting;
  return {
    device: deviceName(setting),
    columns: profile.columns,
    missing: () => missing(target),
    print: async (document, progress) => {
      if (target.kind === 'file') {
        if (target.format === 'escpos')
          return writeDocument(
            target.directory,
            `${safeName(document.name)}.bin`,
            await bytesOf(document, setting),
          );
        const text = `${layoutReceipt(document.receipt, profile.columns).join('\n')}\n`;
        return writeDocument(target.directory, `${safeName(document.name)}.txt`, Buffer.from(text, 'utf8'));
      }
      const baud = target.kind === 'serial' ? target.baud : null;
      return printBytes(
        opener(target, setting),
        await bytesOf(document, setting),
        {
          answers: profile.answers,
          lineTime: (bytes) => (baud ? (bytes * BITS_PER_BYTE * 1_000) / baud : 0),
          ...(timing ? { timing } : {}),
        },
        progress,
      );
    },
  };
};
