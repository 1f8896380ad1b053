import Encoder from '@point-of-sale/receipt-printer-encoder';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_PAGES,
  type CodePage,
  encodeText,
  toPrintable,
} from '../../src/adapters/printer/escpos/code-pages.ts';
import { code128, codeTable, DRAWER_PULSE, qrCode } from '../../src/adapters/printer/escpos/commands.ts';
import { encodeReceipt } from '../../src/adapters/printer/escpos/encode.ts';
import { DEFAULT_PROFILE, type PrinterProfile } from '../../src/adapters/printer/profile.ts';
import { gs } from '../../src/domain/money.ts';
import type { Receipt } from '../../src/domain/receipt.ts';
import { saleTicket } from '../../src/domain/receipt-sale.ts';
import { displayWidth } from '../../src/domain/receipt-text.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { type Paper, paperReader } from '../support/printer-escpos.ts';
import { STORE, storedLine, storedSale } from '../support/printer-fixtures.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const other = (): Encoder => new Encoder({ language: 'esc-pos', columns: 48, newline: '\n' });
const profile = (over: Partial<PrinterProfile> = {}): PrinterProfile => ({ ...DEFAULT_PROFILE, ...over });

/** Prints bytes on the independent reader's paper. */
const printed = (bytes: Buffer): Paper => {
  const paper: Paper = { rows: [], bytes: [], pulses: 0, cuts: 0, codes: [], symbols: [] };
  const read = paperReader(paper, { initialised: () => {}, askedInOrder: () => {} });
  for (const byte of bytes) read(byte);
  return paper;
};
const receipt = (...lines: Receipt['lines']): Receipt => ({ lines, openDrawer: false });

describe('bytes that an independent encoder gives too', () => {
  it.each(Object.keys(CODE_PAGES) as CodePage[])('accents and code table of %s', (page) => {
    const text = 'Sándwich, ñandú, pingüino, ÉÑÜ, ¿qué? ¡sí! 25°';
    const name = page === 'wpc1252' ? 'windows1252' : page;
    const ours = Buffer.concat([codeTable(CODE_PAGES[page].table), encodeText(text, page)]);
    expect(hex(ours)).toBe(hex(other().codepage(name).text(text).encode()).replace(/0a$/, ''));
  });
  it('drawer pulse', () => expect(hex(DRAWER_PULSE)).toBe(hex(other().pulse(0, 50, 500).encode())));
  it('QR code, with the length of its data in two bytes', () => {
    for (const data of [
      'https://x.py/1',
      'https://ekuatia.set.gov.py/consultas/qr?nVersion=150&'.padEnd(300, '9'),
    ]) {
      const ours = qrCode(data, 48);
      const size = ours?.[16] ?? 0;
      const theirs = other().qrcode(data, { model: 2, size, errorlevel: 'm' }).encode();
      expect(`${hex(ours ?? Buffer.alloc(0))}0a`).toBe(hex(theirs));
    }
  });
  it('bar code, with its set and its length byte', () => {
    const theirs = other().barcode('00203', 'code128', { height: 60, width: 2, text: true }).encode();
    expect(hex(theirs)).toContain(hex(code128('00203', 48)?.subarray(-11) ?? Buffer.alloc(0)));
    expect(hex(code128('00203', 48) ?? Buffer.alloc(0))).toMatch(/1d6b49077b423030323033$/);
  });
});

describe('a ticket in bytes', () => {
  const ticket = saleTicket(storedSale(), STORE, words, { copy: 0 });

  it('begins with reset, silence of unasked status, code table and drawer, and ends with feed and cut', () => {
    const bytes = hex(encodeReceipt(ticket, profile()));
    expect(bytes.startsWith('1b401d61001c2e1b74021b700019fa')).toBe(true);
    expect(bytes.endsWith('0a0a0a0a1d5601')).toBe(true);
  });
  it.each([32, 42, 48])('reads on paper as it is laid out, at %i columns', (columns) => {
    const paper = printed(encodeReceipt(ticket, profile({ columns })));
    expect(paper).toMatchObject({ pulses: 1, cuts: 1 });
    const rows = paper.rows.join('\n');
    for (const part of [
      'TICKET VENTA',
      'Venta #91',
      '1 × 15.000',
      'Sándwich de jamón',
      '¡Gracias por su compra!',
    ])
      expect(rows).toContain(part);
    const total = paper.rows.find((row) => row.startsWith('TOTAL:'));
    expect(total).toHaveLength(columns / 2);
    expect(total?.endsWith('25.000')).toBe(true);
    expect(paper.rows.every((row) => row.length <= columns)).toBe(true);
  });
  it('opens no drawer for a copy or where there is none', () => {
    const copy = saleTicket(storedSale(), STORE, words, { copy: 1 });
    expect(printed(encodeReceipt(copy, profile())).pulses).toBe(0);
    expect(printed(encodeReceipt(ticket, profile({ drawer: false }))).pulses).toBe(0);
  });
  it('is not overwritten by the next one', () => {
    const first = encodeReceipt(ticket, profile());
    const before = hex(first);
    encodeReceipt(saleTicket(storedSale({ client: 'OTRO' }), STORE, words, { copy: 2 }), profile());
    expect(hex(first)).toBe(before);
  });
  it('prints codes, and the data where a code does not fit', () => {
    const paper = printed(
      encodeReceipt(
        receipt({ kind: 'qr', data: 'https://x.py/ñ' }, { kind: 'barcode', data: '00203' }),
        profile({ columns: 32 }),
      ),
    );
    expect(paper.codes).toEqual(['https://x.py/ñ', '00203']);
    const long = printed(
      encodeReceipt(receipt({ kind: 'barcode', data: 'x'.repeat(60) }), profile({ columns: 32 })),
    );
    expect(long.codes).toEqual([]);
    expect(long.rows.join('')).toContain('x'.repeat(60));
  });
  it('sends no command that a name holds: only known commands, one drawer pulse at most, within the paper', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.constantFrom('\x1bp\x00\x19\xfa', '\x10\x14\x01\x00\x05', '\x1d(k', 'a\nb', '🥟 empanada ₲'),
        ),
        fc.constantFrom(32, 42, 48),
        fc.constantFrom(...(Object.keys(CODE_PAGES) as CodePage[])),
        (name, columns, page) => {
          const sale = storedSale({ client: name, lines: [storedLine({ name, price: gs(1_000) })] });
          const { table } = CODE_PAGES[page];
          const bytes = encodeReceipt(
            saleTicket(sale, STORE, words, { copy: 1 }),
            profile({ columns, codePage: page, codeTable: table }),
          );
          const paper = printed(bytes);
          expect(paper).toMatchObject({ pulses: 0, cuts: 1 });
          expect(hex(bytes)).not.toMatch(/^(..)*10(04|14)/);
          for (const row of paper.rows) expect(row.length).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('text for a printer', () => {
  it.each([
    ['₲ 5.000', 'Gs. 5.000'],
    ['“Agua” – 1 € …', '"Agua" - 1 EUR ...'],
    ['mbeju pỹahu ñeẽ ĩ ũ g̃uarã', 'mbeju pyahu ñee i u guarã'],
    ['café 👨‍👩‍👧 日本', 'café ? ??'],
    ['a\x00b\x1bc\td\u202ee', 'abc de'],
    ['Jose\u0301', 'José'],
  ])('%s becomes %s in code page 850', (given, expected) => {
    expect(toPrintable(given, 'cp850')).toBe(expected);
  });
  it('uses ASCII rules where the table has no lines', () =>
    expect(toPrintable('═─×', 'wpc1252')).toBe('=-×'));
  it('is encoded one byte a character, with the widths that were laid out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = toPrintable(text, 'cp850');
        expect(encodeText(shown, 'cp850')).toHaveLength([...shown].length);
        expect(displayWidth(shown)).toBe([...shown].length);
      }),
    );
  });
});
