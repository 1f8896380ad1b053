import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addProduct, type Cart, EMPTY_CART, totals } from '../../src/domain/cart.ts';
import { posError } from '../../src/domain/errors.ts';
import { formatGs, gs, prorate, sum } from '../../src/domain/money.ts';
import { makeTender, type PaymentMethod, quickCash } from '../../src/domain/payment.ts';
import type { Product } from '../../src/domain/product.ts';
import { shortNumber } from '../../src/domain/sale.ts';
import type { CardHolder } from '../../src/domain/student.ts';
import { taxOf } from '../../src/domain/tax.ts';

const product = (id: number, price: number, over: Partial<Product> = {}): Product => ({
  id,
  code: `P${id}`,
  barcodes: [],
  name: `Producto ${id}`,
  categoryId: 1,
  category: 'Varios',
  price: gs(price),
  taxRate: 10,
  stock: 100,
  minStock: 0,
  sellsBelowZero: false,
  active: true,
  allergens: [],
  frequent: null,
  ...over,
});

const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const twoColasAndASandwich = (): Cart =>
  must(addProduct(must(addProduct(EMPTY_CART, product(5, 5_000), 2)), product(12, 15_000), 1));

describe('money', () => {
  it('is written with points', () => {
    expect([0, 999, 1_000, 25_000, -1_234_567].map(formatGs)).toEqual([
      '0',
      '999',
      '1.000',
      '25.000',
      '-1.234.567',
    ]);
  });
  it('refuses fractions', () => expect(() => gs(0.5)).toThrow(RangeError));
  it('prorates into parts that add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 }),
        fc.nat(1e9),
        (weights, whole) => {
          const total = weights.reduce((a, b) => a + b, 0);
          const amount = Math.min(whole, total);
          const parts = prorate(gs(amount), weights.map(gs));
          expect(sum(parts)).toBe(total === 0 ? 0 : amount);
          expect(parts.every((part, i) => part <= (weights[i] ?? 0) + 1)).toBe(true);
        },
      ),
    );
  });
});

describe('tax: the figures of product.md', () => {
  const cart = twoColasAndASandwich();
  it('en_factura: none on a ticket, added on an invoice', () => {
    expect(totals(cart, 'en_factura', false)).toMatchObject({
      subtotal: 25_000,
      tax: 0,
      total: 25_000,
      items: 2,
      units: 3,
    });
    expect(totals(cart, 'en_factura', true)).toMatchObject({ subtotal: 25_000, tax: 2_500, total: 27_500 });
  });
  it('incluido: part of the price', () => {
    expect(totals(cart, 'incluido', false)).toMatchObject({ tax: 2_273, total: 25_000, taxAdded: false });
    expect(taxOf(gs(21_000), 5, 'inside')).toBe(1_000);
  });
  it('agregado: always added', () =>
    expect(totals(cart, 'agregado', false)).toMatchObject({ tax: 2_500, total: 27_500 }));
  it('rounds half up', () => expect([taxOf(gs(5), 10, 'added'), taxOf(gs(4), 10, 'added')]).toEqual([1, 0]));
  it('spreads a sale discount over the rates without losing a guaraní', () => {
    const mixed = {
      ...must(addProduct(cart, product(3, 3_333, { taxRate: 5 }), 1)),
      discount: gs(1_001),
    };
    const result = totals(mixed, 'incluido', false);
    expect(sum(result.taxes.map((rate) => rate.amount))).toBe(result.total);
  });
});

describe('cart', () => {
  it('raises the quantity when a product comes twice', () => {
    const cart = must(addProduct(twoColasAndASandwich(), product(5, 5_000), 1));
    expect(cart.lines.map((line) => line.quantity)).toEqual([3, 1]);
  });
  it('refuses what cannot be sold', () => {
    const code = (over: Partial<Product>, quantity = 1) => {
      const result = addProduct(EMPTY_CART, product(1, 1_000, over), quantity);
      return result.ok ? 'ok' : result.error.code;
    };
    expect(code({ active: false })).toBe('PRODUCTO_INACTIVO');
    expect(code({ price: gs(0) })).toBe('PRECIO_INVALIDO');
    expect(code({ stock: 1 }, 2)).toBe('STOCK_INSUFICIENTE');
    expect(code({ stock: 0, sellsBelowZero: true })).toBe('ok');
    expect(code({}, 0)).toBe('CANTIDAD_INVALIDA');
    expect(code({ stock: 1e9, price: gs(999_999_999) }, 9_999)).toBe('MONTO_EXCEDIDO');
  });
});

describe('payment', () => {
  const method = (over: Partial<PaymentMethod>): PaymentMethod => ({
    id: 1,
    code: 'X',
    name: 'X',
    active: true,
    allowsInvoice: true,
    isCash: false,
    needsReference: false,
    isStudentCard: false,
    ...over,
  });
  const romina = { balance: gs(1_000), dailyLimit: null, spentToday: gs(0) } as CardHolder;
  it('gives change from cash only', () => {
    expect(makeTender(method({ isCash: true }), gs(30_000), gs(25_000), null, null)).toMatchObject({
      value: { applied: 25_000, handed: 30_000 },
    });
    expect(makeTender(method({}), gs(30_000), gs(25_000), null, null)).toMatchObject({
      error: { code: 'PAGO_EXCEDIDO' },
    });
  });
  it('says by how much a card falls short', () => {
    expect(makeTender(method({ isStudentCard: true }), gs(25_000), gs(25_000), null, romina)).toMatchObject({
      error: { code: 'SALDO_INSUFICIENTE', params: { falta: 24_000 } },
    });
  });
  it('holds to the daily limit', () => {
    const limited = {
      ...romina,
      balance: gs(50_000),
      dailyLimit: gs(10_000),
      spentToday: gs(8_000),
    } as CardHolder;
    expect(makeTender(method({ isStudentCard: true }), gs(3_000), gs(3_000), null, limited)).toMatchObject({
      error: { code: 'LIMITE_DIARIO', params: { disponible: 2_000 } },
    });
  });
  it('asks for a reference', () =>
    expect(makeTender(method({ needsReference: true }), gs(1), gs(1), '  ', null)).toMatchObject({
      error: { code: 'REFERENCIA_REQUERIDA' },
    }));
  it('offers likely notes', () =>
    expect(quickCash(gs(25_000))).toEqual([25_000, 30_000, 40_000, 50_000, 100_000]));
});

it('shortens a number', () => expect(shortNumber('001-0000091')).toBe('#91'));

describe('a refusal', () => {
  it('quotes enough of what was typed to recognise it, never ten thousand characters', () => {
    const { params } = posError('VALOR_INVALIDO', { valor: '😀'.repeat(10_000), campo: 'monto', maximo: 5 });
    expect([...String(params.valor)]).toHaveLength(200);
    expect(params).toMatchObject({ valor: expect.stringMatching(/…$/u), campo: 'monto', maximo: 5 });
  });
});
