import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditAmounts, invoiceAmounts } from '../../src/domain/invoice/amounts.ts';
import { groupCdc, makeCdc, parseCdc } from '../../src/domain/invoice/cdc.ts';
import { decimalText, decimalWords, plus, rounded, whole } from '../../src/domain/invoice/decimal.ts';
import { creditNoteOf, invoiceObstacle, invoiceOf } from '../../src/domain/invoice/from-sale.ts';
import { emissionFaults } from '../../src/domain/invoice/issuer.ts';
import { paymentEntry } from '../../src/domain/invoice/payments.ts';
import { receiverOf } from '../../src/domain/invoice/receiver.ts';
import { plainText } from '../../src/domain/invoice/text.ts';
import { gs } from '../../src/domain/money.ts';
import type { StoredReturn } from '../../src/domain/returns.ts';
import { rucDigit } from '../../src/domain/ruc.ts';
import { anySale, EMISSION, ISSUE, PAYMENT_METHODS, soldAs } from '../support/invoice.ts';

const line = (price: number, quantity: number, taxRate = 10, discount = 0) => ({
  productId: price,
  code: `P${price}`,
  name: `Producto ${price}`,
  price: gs(price),
  quantity,
  taxRate,
  allergens: [],
  discount: gs(discount),
});

describe('CDC', () => {
  // Published by the tax authority: technical manual (MT150) and the 2024 guide for developers.
  const VALID = [
    '01444444017001001001452822017012515873260988',
    '07800252985001001000311822024021016361562161',
  ];
  const INVALID = [
    '01028052080001001000013622023100111644108186',
    '01000000019001001100005022020050710000000231',
  ];

  it.each(VALID)('reads the published %s and makes it again', (cdc) => {
    const parts = parseCdc(cdc);
    expect(parts).not.toBeNull();
    expect(parts && makeCdc(parts)).toBe(cdc);
  });

  it('says what a CDC is made of', () =>
    expect(parseCdc(VALID[0] ?? '')).toEqual({
      type: 1,
      ruc: '44444401-7',
      establishment: '001',
      point: '001',
      number: 14528,
      taxpayerType: 2,
      day: '2017-01-25',
      emission: 1,
      securityCode: '587326098',
    }));

  it.each(INVALID)('does not take the published wrong %s', (cdc) => expect(parseCdc(cdc)).toBeNull());

  it.each(['80069563-1', '3304821-5', '44444401-7', '2805208-0'])('agrees on the digit of RUC %s', (ruc) => {
    const [number = '', digit] = ruc.split('-');
    expect(rucDigit(number)).toBe(Number(digit));
  });

  it('does not take the published wrong RUC', () => expect(rucDigit('2365438')).not.toBe(8));

  it('notices any digit that is wrong', () =>
    fc.assert(
      fc.property(fc.nat({ max: 43 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const cdc = VALID[0] ?? '';
        const wrong = cdc.slice(0, at) + ((Number(cdc[at]) + by) % 10) + cdc.slice(at + 1);
        // Modulo 11 gives 0 for two remainders, so one change in a hundred or so keeps the digit; then the parts differ.
        expect(JSON.stringify(parseCdc(wrong))).not.toBe(JSON.stringify(parseCdc(cdc)));
      }),
    ));

  it('is shown in eleven groups of four', () =>
    expect(groupCdc(VALID[0] ?? '')).toBe('0144 4444 0170 0100 1001 4528 2201 7012 5158 7326 0988'));
});

describe('amounts', () => {
  it('reprices every unit: 27.500 is 25.000 and 2.500 of IVA', () => {
    const { items, totals } = invoiceAmounts([line(5_000, 2), line(15_000, 1)], gs(0), true);
    expect(items.map((item) => [decimalText(item.unitPrice), decimalText(item.total)])).toEqual([
      ['5500', '11000'],
      ['16500', '16500'],
    ]);
    expect(items.map((item) => decimalText(item.base))).toEqual(['10000', '15000']);
    expect(totals).toMatchObject({ total: 27_500, at10: 27_500, tax10: 2_500, tax: 2_500 });
  });

  it('takes IVA out of prices that contain it', () => {
    const { items, totals } = invoiceAmounts([line(25_000, 1)], gs(0), false);
    expect(items.map((item) => [decimalText(item.base), decimalText(item.tax)])).toEqual([
      ['22727.27272727', '2272.72727273'],
    ]);
    expect(totals).toMatchObject({ total: 25_000, tax10: 2_273 });
  });

  it('spreads line and sale discounts over units', () => {
    const { items, totals } = invoiceAmounts([line(5_000, 3, 10, 1_000), line(3_500, 2, 5)], gs(500), false);
    expect(items.map((item) => [decimalText(item.discount), decimalText(item.saleDiscount)])).toEqual([
      ['333.33333333', '111'],
      ['0', '83.5'],
    ]);
    expect(items.map((item) => decimalText(item.total))).toEqual(['13667', '6833']);
    expect(totals).toMatchObject({ total: 20_500, lineDiscounts: 1_000, saleDiscounts: 500 });
  });

  it('equals the stored sale whatever is sold, in all modes', () =>
    fc.assert(
      fc.property(anySale, (sale) => {
        const { items, totals } = invoiceAmounts(sale.lines, sale.discount, sale.taxAdded);
        const stored = (rate: number): number => sale.taxes.find((share) => share.rate === rate)?.tax ?? 0;
        expect(totals.total).toBe(sale.total);
        expect([totals.tax5, totals.tax10]).toEqual([stored(5), stored(10)]);
        expect(totals.tax).toBe(sale.tax);
        expect(totals.exempt + totals.at5 + totals.at10).toBe(totals.total);
        for (const [rate, whole] of [
          [0, totals.exempt],
          [5, totals.at5],
          [10, totals.at10],
        ] as const)
          expect(
            rounded(plus(...items.filter((item) => item.taxRate === rate).map((item) => item.total))),
          ).toBe(whole);
        for (const item of items) {
          // What the authority reckons again, within the eighth decimal of each unit.
          const again = (item.unitPrice - item.discount - item.saleDiscount) * BigInt(item.quantity);
          expect(Number(again - item.total)).toBeLessThanOrEqual(item.quantity);
          expect(Number(item.total - again)).toBeLessThanOrEqual(item.quantity);
          expect(item.total >= 0n).toBe(true);
        }
      }),
      { numRuns: 300 },
    ));

  it('makes a credit note worth what was given back', () => {
    const { items, totals } = creditAmounts([
      { code: 'P1', name: 'Chipa', quantity: 3, amount: gs(10_000), taxRate: 10 },
    ]);
    expect(decimalText(items[0]?.unitPrice ?? whole(0))).toBe('3333.33333333');
    expect(totals).toMatchObject({ total: 10_000, tax10: 909 });
  });

  it('writes decimals for a machine and for people', () => {
    const price = invoiceAmounts([line(1_333, 3)], gs(0), true).items[0]?.unitPrice ?? whole(0);
    expect([decimalText(price), decimalWords(price)]).toEqual(['1466.3', '1.466,3']);
    expect(decimalWords(whole(1_500_000))).toBe('1.500.000');
  });
});

describe('receiver', () => {
  const of = (document: string | null, total = 10_000, name: string | null = 'CARMEN RODRIGUEZ') =>
    receiverOf({ name, document }, gs(total));

  it('is the holder of a RUC, of an ID card, or nobody', () => {
    expect(of('80069563-1')).toEqual({
      ok: true,
      value: { kind: 'ruc', ruc: '80069563-1', name: 'CARMEN RODRIGUEZ' },
    });
    expect(of('1.234.567')).toMatchObject({ value: { kind: 'ci', ci: '1234567' } });
    expect(of(null)).toEqual({ ok: true, value: { kind: 'innominado' } });
    expect(of('80069563-2')).toEqual({ ok: true, value: { kind: 'innominado' } });
  });

  it('must be named from 7.000.000 on', () => {
    expect(of(null, 6_999_999).ok).toBe(true);
    expect(of(null, 7_000_000)).toMatchObject({ error: { code: 'FACTURA_SIN_DOCUMENTO' } });
    expect(of('1234567', 7_000_000).ok).toBe(true);
  });

  it('has a name of four letters at least', () =>
    expect(of('1234567', 1, ' Ana ')).toMatchObject({ value: { name: 'Cliente Ana' } }));
});

describe('invoice of a sale', () => {
  const sale = soldAs({ lines: [line(5_000, 2), line(15_000, 1)], discount: gs(0) }, 'en_factura', [
    'EFECTIVO',
    'DÉBITO/QR',
  ]);

  it('takes lines, discounts and payments as they were stored', () => {
    const made = invoiceOf(sale, PAYMENT_METHODS, EMISSION, ISSUE);
    expect(made).toMatchObject({
      ok: true,
      value: {
        number: 69,
        taxAdded: true,
        issuedAt: '2026-01-09 21:25:07',
        payments: [
          { method: 'EFECTIVO', amount: 13_750 },
          { method: 'DEBITO_QR', amount: 13_750 },
        ],
      },
    });
  });

  it('refuses a rate that the authority does not have, and says so before the sale', () => {
    const odd = { ...sale, lines: sale.lines.map((one) => ({ ...one, taxRate: 19 })) };
    expect(invoiceOf(odd, PAYMENT_METHODS, EMISSION, ISSUE)).toMatchObject({
      error: { code: 'FACTURA_TASA', params: { tasa: 19 } },
    });
    const client = { name: 'CARMEN', document: null };
    expect(invoiceObstacle(odd.lines, client, sale.total)?.code).toBe('FACTURA_TASA');
    expect(invoiceObstacle(sale.lines, client, gs(7_000_000))?.code).toBe('FACTURA_SIN_DOCUMENTO');
    expect(invoiceObstacle(Array(1_000).fill(sale.lines[0]), client, sale.total)?.code).toBe('FACTURA_LARGA');
    expect(invoiceObstacle(sale.lines, client, sale.total)).toBeNull();
  });

  it('is taken back by a credit note of what came back, to the same receiver', () => {
    const returned = {
      date: '2026-01-12 10:00:00',
      lines: [
        { line: 1, quantity: 1, destination: 'Stock', name: 'Coca Cola 500ml', amount: gs(5_500) },
        { line: 2, quantity: 0, destination: 'Stock', name: 'nada', amount: gs(0) },
      ],
    } as unknown as StoredReturn;
    const invoice = { cdc: '0'.repeat(44), receiver: { kind: 'innominado' as const } };
    expect(creditNoteOf(returned, sale, invoice, EMISSION, ISSUE)).toMatchObject({
      ok: true,
      value: {
        invoiceCdc: invoice.cdc,
        receiver: { kind: 'innominado' },
        lines: [{ code: 'P5000', quantity: 1, amount: 5_500, taxRate: 10 }],
      },
    });
    expect(creditNoteOf({ ...returned, lines: [] }, sale, invoice, EMISSION, ISSUE).ok).toBe(false);
  });
});

describe('payments', () => {
  const entry = (method: string, methodName = method, reference: string | null = null) =>
    paymentEntry({ method, methodName, amount: gs(1_000), reference });

  it('have the authority’s types', () =>
    expect(PAYMENT_METHODS.map(({ code, name }) => [code, entry(code, name).type])).toEqual([
      ['EFECTIVO', 1],
      ['TRANSFERENCIA', 5],
      ['DEBITO_QR', 4],
      ['CREDITO_QR', 3],
      ['GIROS_TIGO', 21],
      ['TARJETA_ESTUDIANTIL', 99],
      ['TARJETA', 3],
      ['CHEQUE', 2],
    ]));

  it('tell of a cheque its number and bank, as far as they are known', () => {
    expect(entry('CHEQUE', 'CHEQUE', 'Banco Itaú 123').cheque).toEqual({
      number: '00000123',
      bank: 'Banco Itaú',
    });
    expect(entry('CHEQUE').cheque).toEqual({ number: '00000000', bank: 'No especificado' });
  });

  it('of a store’s own method go by its name', () => {
    expect(entry('', 'Canje de puntos')).toMatchObject({ type: 99, description: 'Canje de puntos' });
    expect(entry('', 'X')).toMatchObject({ type: 99, description: 'Otro medio' });
  });
});

describe('settings of the issuer', () => {
  it('have the forms of the schemas', () => expect(emissionFaults(EMISSION)).toEqual([]));

  it('are all named when they are wrong or absent', () => {
    const { issuer } = EMISSION;
    const wrong = emissionFaults({
      ...EMISSION,
      issuer: {
        ...issuer,
        ruc: '80069563-2',
        name: '',
        activities: [],
        department: { code: 1, name: 'Capital' },
        email: 'ñandu@example.com',
        phone: '123',
      },
      timbrado: { number: '1234', start: '09/01/2026' },
      point: { establishment: '1', point: '' },
    });
    expect(wrong.map(({ field, problem }) => `${field} ${problem}`)).toEqual([
      'ruc forma',
      'nombre falta',
      'actividades falta',
      'departamento forma',
      'telefono forma',
      'correo forma',
      'timbrado forma',
      'timbrado_inicio forma',
      'establecimiento forma',
      'punto falta',
    ]);
  });
});

describe('text', () => {
  it('is one line without edges, within its field and without what XML has not', () => {
    expect(plainText('  Café \n con\u0000 leche\uffff\ud800  ', 50)).toBe('Café con leche');
    expect(plainText('abc def', 4)).toBe('abc');
    expect([...plainText('🍎🍎🍎', 2)]).toHaveLength(2);
  });
});
