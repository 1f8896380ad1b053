import fc from 'fast-check';
import { METHODS } from '../../seeds/base.ts';
import { type Cart, type CartLine, totals } from '../../src/domain/cart.ts';
import type { Issue } from '../../src/domain/invoice/from-sale.ts';
import type { Csc, Emission } from '../../src/domain/invoice/issuer.ts';
import { gs } from '../../src/domain/money.ts';
import type { PaymentMethod } from '../../src/domain/payment.ts';
import type { StoredSale, StoredTender } from '../../src/domain/sale.ts';
import { TAX_MODES, type TaxMode } from '../../src/domain/tax.ts';
import { storedSale } from './printer-fixtures.ts';

/** The authority's own for its test environment. */
export const CSC: Csc = { id: '0001', value: 'ABCD0000000000000000000000000000' };

export const EMISSION: Emission = {
  environment: 'produccion',
  issuer: {
    ruc: '80069563-1',
    taxpayerType: 2,
    name: 'CANTINA TITA S.A.',
    tradeName: 'Cantina Tita',
    activities: [{ code: '56101', description: 'RESTAURANTES Y PARRILLADAS' }],
    address: 'Av. Mariscal López 1234',
    houseNumber: 0,
    department: { code: 1, name: 'CAPITAL' },
    district: { code: 1, name: 'ASUNCION (DISTRITO)' },
    city: { code: 1, name: 'ASUNCION (DISTRITO)' },
    phone: '021555000',
    email: 'cantina@example.com',
  },
  timbrado: { number: '12345678', start: '2025-01-01' },
  point: { establishment: '001', point: '001' },
};

export const ISSUE: Issue = { number: 69, securityCode: '012345678', signedAt: '2026-01-09 21:25:08' };

export const PAYMENT_METHODS: readonly PaymentMethod[] = METHODS.map((row) => ({
  id: row.id_medio,
  code: row.codigo,
  name: row.nombre,
  active: true,
  allowsInvoice: row.permite_factura === 1,
  isCash: row.es_efectivo === 1,
  needsReference: row.pide_referencia === 1,
  isStudentCard: row.es_tarjeta_estudiantil === 1,
}));

/** What the database would store of a cart that was paid by these methods, in parts. */
export const soldAs = (
  cart: Cart,
  mode: TaxMode,
  methods: readonly string[],
  over: Partial<StoredSale> = {},
): StoredSale => {
  const sums = totals(cart, mode, true);
  let left = sums.total as number;
  const tenders = methods.map((method, at): StoredTender => {
    const applied = at === methods.length - 1 ? left : Math.floor(left / 2);
    left -= applied;
    const change = method === 'EFECTIVO' ? 1_000 : 0;
    return {
      method,
      handed: gs(applied + change),
      applied: gs(applied),
      change: gs(change),
      reference: 'Banco Itaú 123',
    };
  });
  return storedSale({
    invoiced: true,
    taxMode: mode,
    subtotal: sums.subtotal,
    discount: sums.discount,
    tax: sums.tax,
    taxAdded: sums.taxAdded,
    taxes: sums.taxes,
    total: sums.total,
    tenders,
    lines: cart.lines.map((line) => ({
      productId: line.productId,
      code: line.code,
      name: line.name,
      quantity: line.quantity,
      price: line.price,
      discount: line.discount,
      subtotal: gs(line.price * line.quantity - line.discount),
      taxRate: line.taxRate,
      returned: 0,
    })),
    ...over,
  });
};

const NAMES = [
  'Coca & Cola <500ml>',
  'Sándwich "de jamón"',
  ' Ñandutí  ',
  'Café\ncon leche',
  "Chipa 'so'o",
  '🍎 >',
];

const anyLine = (at: number): fc.Arbitrary<CartLine> =>
  fc
    .record({
      name: fc.constantFrom(...NAMES),
      price: fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.constantFrom(5_000, 15_000, 3_500)),
      quantity: fc.integer({ min: 1, max: 40 }),
      taxRate: fc.constantFrom(10, 10, 5, 0),
      off: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ name, price, quantity, taxRate, off }) => ({
      productId: at + 1,
      code: `P${at + 1}`,
      name,
      price: gs(price),
      quantity,
      taxRate,
      allergens: [],
      discount: gs(Math.floor(price * quantity * off)),
    }));

/** Any sale that can be invoiced: all modes, rates, discounts, mixed payments. */
export const anySale: fc.Arbitrary<StoredSale> = fc
  .record({
    lines: fc
      .integer({ min: 1, max: 12 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => anyLine(at)))),
    off: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
    mode: fc.constantFrom(...TAX_MODES),
    methods: fc.subarray(
      PAYMENT_METHODS.filter((method) => method.allowsInvoice).map((method) => method.name),
      { minLength: 1, maxLength: 3 },
    ),
    client: fc.constantFrom('CARMEN RODRÍGUEZ & HIJOS', 'Ana', '<b>"José"</b> Núñez'),
    clientDocument: fc.constantFrom('80069563-1', '1234567', '2805208-0'),
  })
  .map(({ lines, off, mode, methods, client, clientDocument }) => {
    const subtotal = lines.reduce((all, line) => all + line.price * line.quantity - line.discount, 0);
    const cart = { lines, discount: gs(Math.floor(subtotal * off)) };
    return soldAs(cart, mode, methods, { client, clientDocument });
  });
