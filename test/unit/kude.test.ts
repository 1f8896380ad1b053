import { beforeAll, describe, expect, it } from 'vitest';
import { encodeReceipt } from '../../src/adapters/printer/escpos/encode.ts';
import { DEFAULT_PROFILE } from '../../src/adapters/printer/profile.ts';
import { kudePdf } from '../../src/adapters/sifen/kude-pdf.ts';
import { makeInvoiceMaker } from '../../src/adapters/sifen/maker.ts';
import type { InvoiceMaker } from '../../src/app/ports/invoice-maker.ts';
import type { CreditNoteInput, InvoiceInput } from '../../src/domain/invoice/document.ts';
import { invoiceOf } from '../../src/domain/invoice/from-sale.ts';
import { gs } from '../../src/domain/money.ts';
import { type KudeDocument, kudeReceipt } from '../../src/domain/receipt-kude.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import { displayWidth } from '../../src/domain/receipt-text.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { CSC, EMISSION, ISSUE, PAYMENT_METHODS, soldAs } from '../support/invoice.ts';
import { testPair } from '../support/invoice-keys.ts';
import { pdfPages, pdfPicture, pdfText } from '../support/pdf-reader.ts';
import { type Paper, paperReader } from '../support/printer-escpos.ts';
import { printedRaster, readQr, readRaster } from '../support/qr-reader.ts';

const WIDTHS = [32, 42, 48];
const SIGNED = new Date(Date.now() - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const ORIGINAL = { copy: 0 };

let maker: InvoiceMaker;
beforeAll(async () => {
  maker = makeInvoiceMaker(await testPair(), CSC);
});

const line = (name: string, price: number, quantity: number, taxRate = 10, discount = 0, at = 0) => ({
  productId: at,
  code: `P${at}`,
  name,
  price: gs(price),
  quantity,
  taxRate,
  allergens: [],
  discount: gs(discount),
});

const SALE = soldAs(
  {
    lines: [line('Coca Cola 500ml', 5_000, 2, 10, 0, 5), line('Sándwich', 15_000, 1, 10, 0, 12)],
    discount: gs(0),
  },
  'en_factura',
  ['EFECTIVO'],
  { clientDocument: '1234567' },
);

const inputOf = (sale = SALE): InvoiceInput => {
  const made = invoiceOf(sale, PAYMENT_METHODS, EMISSION, { ...ISSUE, signedAt: SIGNED });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};

const signedAs = (content: InvoiceInput | CreditNoteInput): KudeDocument => {
  const made = 'payments' in content ? maker.invoice(content) : maker.creditNote(content);
  if (!made.ok) throw new Error(made.error.code);
  return { content, cdc: made.value.cdc, qr: made.value.qr, student: 'ROMINA MONGELLOS RODRIGUEZ' };
};

const CREDIT_NOTE: CreditNoteInput = {
  ...EMISSION,
  ...ISSUE,
  signedAt: SIGNED,
  issuedAt: '2026-01-12 10:00:00',
  receiver: { kind: 'innominado' },
  invoiceCdc: '01444444017001001001452822017012515873260988',
  lines: [{ code: 'P5', name: 'Coca Cola', quantity: 3, amount: gs(10_000), taxRate: 10 }],
};

describe('KuDE on the roll', () => {
  it('is laid out as the store’s form, with what the authority asks for', () => {
    const rows = layoutReceipt(kudeReceipt(signedAs(inputOf()), words, ORIGINAL), 32);
    expect(rows.slice(0, 42)).toEqual([
      '          Cantina Tita',
      '       CANTINA TITA S.A.',
      '        RUC: 80069563-1',
      '   RESTAURANTES Y PARRILLADAS',
      '    Av. Mariscal López 1234',
      '      ASUNCION (DISTRITO)',
      '        Tel.: 021555000',
      '════════════════════════════════',
      '  KuDE de FACTURA ELECTRÓNICA',
      'Timbrado: 12345678',
      'Inicio de vigencia: 01/01/2025',
      'Número: 001-001-0000069',
      '────────────────────────────────',
      'Cliente: CARMEN RODRIGUEZ',
      'Hijo: ROMINA MONGELLOS RODRIGUEZ',
      'RUC/Cédula: 1234567',
      'Fecha: 09/01/2026    Hora: 21:25',
      'Condición: Contado',
      'Moneda: Guaraní',
      '────────────────────────────────',
      'Descripción       Precio con IVA',
      '────────────────────────────────',
      'P5 Coca Cola 500ml',
      '  2 × 5.500 10%           11.000',
      'P12 Sándwich',
      '  1 × 16.500 10%          16.500',
      '────────────────────────────────',
      'SUBTOTAL:                 25.000',
      'IVA 10%:                   2.500',
      '────────────────────────────────',
      'TOTAL:                    27.500',
      '────────────────────────────────',
      'Exenta:                        0',
      'Gravada 5%:                    0',
      'Gravada 10%:              27.500',
      'Total IVA:                 2.500',
      'Efectivo                  27.500',
      '════════════════════════════════',
      '  Consulte la validez de este',
      '    documento con el CDC en:',
      '  ekuatia.set.gov.py/consultas',
      ' 0180 0695 6310 0100 1000 0069',
    ]);
    expect(rows.join(' ')).toMatch(/REPRESENTACIÓN +GRÁFICA +DE +UN +DOCUMENTO +ELECTRÓNICO +\(XML\)/);
  });

  it('fits every paper, with any name, and opens no drawer', () => {
    const sale = soldAs(
      {
        lines: [
          line('Ñ'.repeat(90), 999_999_999, 9, 10, 7, 1),
          line('Coca & <Cola> "x"', 1_333, 3, 5, 100, 2),
        ],
        discount: gs(13),
      },
      'en_factura',
      ['EFECTIVO', 'DÉBITO/QR', 'CHEQUE'],
      { client: 'CARMEN '.repeat(20), clientDocument: '80069563-1' },
    );
    const receipt = kudeReceipt(signedAs(inputOf(sale)), words, { copy: 2 });
    expect(receipt.openDrawer).toBe(false);
    for (const columns of WIDTHS) {
      const rows = layoutReceipt(receipt, columns);
      expect(rows.filter((row) => displayWidth(row) > columns)).toEqual([]);
      expect(rows.join('\n')).toContain('REIMPRESIÓN N.º 2');
    }
  });

  it('of a credit note names the invoice that it takes back, and nobody', () => {
    const rows = layoutReceipt(kudeReceipt(signedAs(CREDIT_NOTE), words, ORIGINAL), 48).join('\n');
    expect(rows).toContain('KuDE de NOTA DE CRÉDITO ELECTRÓNICA');
    expect(rows).toContain('Cliente: Sin Nombre');
    expect(rows).toContain('0144 4444 0170');
    expect(rows).not.toContain('Contado');
  });

  it.each(WIDTHS)('has a QR that a telephone reads from the paper, at %i columns', (columns) => {
    const document = signedAs(inputOf());
    const paper: Paper = { rows: [], bytes: [], pulses: 0, cuts: 0, codes: [], symbols: [] };
    const read = paperReader(paper, { initialised: () => {}, askedInOrder: () => {} });
    const bytes = encodeReceipt(kudeReceipt(document, words, ORIGINAL), { ...DEFAULT_PROFILE, columns });
    for (const byte of bytes) read(byte);
    const [symbol] = paper.symbols;
    if (!symbol) throw new Error('no QR was printed');
    const raster = printedRaster(symbol);
    // 12 dots a column, 8 dots a millimetre: within the paper, modules of 3 dots, 25 mm at least.
    expect(raster.width).toBeLessThanOrEqual(columns * 12);
    expect(symbol.moduleDots).toBeGreaterThanOrEqual(3);
    expect(raster.width / 8).toBeGreaterThanOrEqual(25);
    expect(readRaster(raster)).toBe(document.qr);
  });
});

describe('KuDE as a PDF', () => {
  it('says what the document says, and its QR is read', async () => {
    const document = signedAs(inputOf());
    const pdf = await kudePdf(document, words);
    const text = pdfText(pdf).join('\n');
    for (const said of [
      'CANTINA TITA S.A.',
      'KuDE de FACTURA ELECTRÓNICA',
      '001-001-0000069',
      'Cliente: CARMEN RODRIGUEZ',
      'Sándwich',
      '16.500',
      'TOTAL:',
      '27.500',
      'Página 1 de 1',
    ])
      expect(text).toContain(said);
    expect(text.replace(/\s/g, '')).toContain(document.cdc);
    const { rgba, width, height } = pdfPicture(pdf);
    expect(readQr(rgba, width, height)).toBe(document.qr);
  });

  it('goes on over pages, heads repeated, and shows what its letters lack as look-alikes', async () => {
    const lines = Array.from({ length: 80 }, (_, at) =>
      line(`Producto ẽ ${at} 🍎`, 1_000 + at, 1, 10, 0, at),
    );
    const sale = soldAs({ lines, discount: gs(0) }, 'incluido', ['EFECTIVO']);
    const pdf = await kudePdf(signedAs(inputOf(sale)), words);
    const text = pdfText(pdf);
    expect(pdfPages(pdf)).toBeGreaterThanOrEqual(2);
    expect(text.filter((row) => row === 'Código').length).toBeGreaterThanOrEqual(2);
    expect(text.join('\n')).toContain('Producto e 79 ?');
  });
});
