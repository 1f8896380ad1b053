import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gs } from '../../src/domain/money.ts';
import type { Receipt } from '../../src/domain/receipt.ts';
import { layoutReceipt, receiptRows } from '../../src/domain/receipt-layout.ts';
import { saleInvoice, saleTicket } from '../../src/domain/receipt-sale.ts';
import { testPage, voidSlip } from '../../src/domain/receipt-slips.ts';
import { displayWidth, wrapText } from '../../src/domain/receipt-text.ts';
import type { StoredTender } from '../../src/domain/sale.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { STORE, storedLine, storedSale } from '../support/printer-fixtures.ts';

const WIDTHS = [32, 42, 48];
const ORIGINAL = { copy: 0 };
const tender = (method: string, amount: number, reference: string | null = null): StoredTender => ({
  method,
  handed: gs(amount),
  applied: gs(amount),
  change: gs(0),
  reference,
});
const text = (receipt: Receipt, columns = 32): string => layoutReceipt(receipt, columns).join('\n');

describe('ticket', () => {
  it('is laid out as the store’s tickets at 32 columns', () => {
    expect(layoutReceipt(saleTicket(storedSale(), STORE, words, ORIGINAL), 32)).toEqual([
      '          Cantina Tita',
      '        RUC: 80012345-6',
      '    Av. Mariscal López 1234,',
      '            Asunción',
      '      Tel.: (021) 555 000',
      '════════════════════════════════',
      '          TICKET VENTA',
      'Fecha: 09/01/2026    Hora: 21:25',
      'Venta #91            001-0000091',
      'Caja: 001',
      'Cajero: Cajero de turno',
      '────────────────────────────────',
      'Cliente: CARMEN RODRIGUEZ',
      'Hijo: ROMINA MONGELLOS RODRIGUEZ',
      'Tarjeta: 00203',
      '────────────────────────────────',
      'Coca Cola 500ml        2 × 5.000',
      'Sándwich de jamón     1 × 15.000',
      '────────────────────────────────',
      'TOTAL:                    25.000',
      'PAGO:                   EFECTIVO',
      'Entregado:                30.000',
      'Vuelto:                    5.000',
      '════════════════════════════════',
      '    ¡Gracias por su compra!',
    ]);
  });

  it('names a customer without a card', () =>
    expect(text(saleTicket(storedSale({ client: null, student: null }), STORE, words, ORIGINAL))).toContain(
      'Cliente: Consumidor final',
    ));

  it('lists every tender of a mixed payment with its part and reference', () => {
    const sale = storedSale({
      change: gs(0),
      tenders: [tender('EFECTIVO', 10_000), tender('TRANSFERENCIA', 15_000, 'TRX-9')],
    });
    expect(text(saleTicket(sale, STORE, words, ORIGINAL))).toContain(
      'PAGO:\n  EFECTIVO                10.000\n  TRANSFERENCIA           15.000\n    Ref.: TRX-9\n════',
    );
  });

  it('shows the balance after a payment by card, and opens no drawer', () => {
    const sale = storedSale({
      change: gs(0),
      tenders: [tender('TARJETA ESTUDIANTIL', 25_000)],
      balanceAfter: gs(0),
    });
    const receipt = saleTicket(sale, STORE, words, ORIGINAL);
    expect(text(receipt)).toContain('Saldo de la tarjeta:           0');
    expect(receipt.openDrawer).toBe(false);
  });

  it('opens the drawer for cash, but not for a copy, which says that it is one', () => {
    expect(saleTicket(storedSale(), STORE, words, ORIGINAL).openDrawer).toBe(true);
    const copy = saleTicket(storedSale(), STORE, words, { copy: 3 });
    expect(copy.openDrawer).toBe(false);
    expect(text(copy)).toContain('REIMPRESIÓN N.º 3');
  });

  it('says what was confirmed against a restriction, by whom and with whose approval', () => {
    const sale = storedSale({
      acknowledgements: [
        {
          product: 'Leche',
          restriction: 'Intolerancia a la lactosa',
          severity: 'Moderada',
          blocking: true,
          confirmedBy: 'Cajero',
          approvedBy: 'Gerente',
          reason: 'La madre avisó',
        },
      ],
    });
    const shown = text(saleTicket(sale, STORE, words, ORIGINAL), 48);
    for (const part of ['Leche: Intolerancia a la lactosa (Moderada)', 'Gerente', 'La madre avisó'])
      expect(shown).toContain(part);
  });

  it('shows the tax that prices contain, and adds it up where it is added', () => {
    const inside = storedSale({
      taxMode: 'incluido',
      taxes: [{ rate: 10, amount: gs(25_000), tax: gs(2_273) }],
      tax: gs(2_273),
    });
    expect(text(saleTicket(inside, STORE, words, ORIGINAL))).toContain('IVA 10% incluido:          2.273');
    const added = storedSale({
      taxMode: 'agregado',
      taxAdded: true,
      taxes: [{ rate: 10, amount: gs(25_000), tax: gs(2_500) }],
      tax: gs(2_500),
      total: gs(27_500),
    });
    expect(text(saleTicket(added, STORE, words, ORIGINAL))).toContain(
      'SUBTOTAL:                 25.000\nIVA 10%:                   2.500\nTOTAL:                    27.500',
    );
  });
});

describe('invoice, void slip and test page', () => {
  const invoiced = storedSale({
    invoiced: true,
    taxAdded: true,
    tax: gs(2_500),
    total: gs(27_500),
    taxes: [{ rate: 10, amount: gs(25_000), tax: gs(2_500) }],
  });
  it('give the invoice’s figures', () => {
    const shown = text(
      saleInvoice(invoiced, STORE, words, ORIGINAL, { stamp: '12345678', number: '00069' }),
      42,
    );
    for (const part of [
      'FACTURA ELECTRÓNICA',
      'Timbrado: 12345678',
      'RUC/Cédula: 1234567-8',
      'Coca Cola 500ml               2      5.000',
      'IVA 10%:                             2.500',
      'TOTAL:                              27.500',
    ])
      expect(shown).toContain(part);
  });
  it('do not call an invoice electronic before it has a number', () => {
    const shown = text(saleInvoice(invoiced, STORE, words, ORIGINAL));
    expect(shown).toContain('FACTURA PENDIENTE DE EMISIÓN');
    expect(shown).not.toContain('ELECTRÓNICA');
  });
  it('say who voided a sale, when and why', () => {
    const sale = storedSale({
      state: 'Anulada',
      voided: { by: 'Gerente', at: '2026-01-09 21:40:00', reason: 'Pedido equivocado' },
    });
    const shown = text(voidSlip(sale, STORE, words, ORIGINAL));
    for (const part of ['ANULACIÓN', 'Anuló: Gerente', 'Pedido equivocado', 'DEVUELTO:', '09/01/2026 21:40'])
      expect(shown).toContain(part);
    expect(text(saleTicket(sale, STORE, words, { copy: 1 }))).toContain('VENTA ANULADA');
  });
  it.each(WIDTHS)('a test page fills %i columns with its ruler', (columns) => {
    const page = testPage(STORE, words, {
      device: 'x',
      columns,
      till: '001',
      date: '2026-01-09 21:25:07',
    });
    const ruler = layoutReceipt(page, columns).find((row) => row.startsWith('1234567890'));
    expect(ruler).toHaveLength(columns);
  });
});

describe('layout', () => {
  const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ maxLength: 80 }));
  it('never exceeds the paper, never splits an amount, lets no control character through', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: 1, max: 9_999 }),
        fc.nat(999_999_999_999),
        fc.constantFrom(...WIDTHS),
        (name, quantity, price, columns) => {
          const sale = storedSale({
            lines: [storedLine({ name, quantity, price: gs(price) })],
            client: name,
            total: gs(price),
          });
          const rows = layoutReceipt(saleTicket(sale, STORE, words, ORIGINAL), columns);
          for (const row of rows) {
            expect(displayWidth(row)).toBeLessThanOrEqual(columns);
            expect(row).not.toMatch(/\p{Cc}/u);
          }
          const amount = new Intl.NumberFormat('de-DE').format(price);
          expect(rows.some((row) => row.endsWith(`${quantity} × ${amount}`))).toBe(true);
          expect(rows.some((row) => row.startsWith('TOTAL:') && row.endsWith(amount))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
  it('wraps without losing a word', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 48 }), (value, columns) => {
        const rows = wrapText(value, columns);
        const squeeze = (s: string): string => s.replace(/ /g, '');
        expect(squeeze(rows.join(''))).toBe(squeeze(value));
      }),
    );
  });
  it('makes the total double-width only where half the paper holds it', () => {
    const size = (total: number, columns: number): string | undefined =>
      receiptRows(saleTicket(storedSale({ total: gs(total) }), STORE, words, ORIGINAL), columns)
        .flatMap((row) => (row.kind === 'text' && row.text.startsWith('TOTAL:') ? [row.size] : []))
        .at(0);
    expect(size(25_000, 32)).toBe('double');
    expect(size(1_234_567_890, 32)).toBe('tall');
    expect(size(1_234_567_890, 48)).toBe('double');
  });
});
