import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { type Cart, type CartLine, totals } from '../../src/domain/cart.ts';
import { gs, prorate } from '../../src/domain/money.ts';
import { TAX_MODES, taxOf } from '../../src/domain/tax.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { cash } from '../support/sale-documents.ts';

let db: TestDatabase;
const PRODUCTS = 12;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').insert(
    Array.from({ length: PRODUCTS }, (_, i) => ({
      id_producto: 1_000 + i,
      id_categoria: 1,
      codigo: `X${i}`,
      nombre: `Producto ${i}`,
      precio_venta: 1,
      vende_sin_stock: 1,
    })),
  );
});
afterAll(() => db.close());

describe('calcular_iva', () => {
  it('is the twin of taxOf', async () => {
    const words = { inside: 'incluido', added: 'sumado', none: 'ninguno' } as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            base: fc.oneof(fc.nat(500), fc.integer({ min: 0, max: 499_999_999_999 })),
            rate: fc.integer({ min: 0, max: 100 }),
            treatment: fc.constantFrom('inside' as const, 'added' as const, 'none' as const),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        async (cases) => {
          const select = cases
            .map(() => 'SELECT CAST(calcular_iva(?, ?, ?) AS SIGNED) AS iva')
            .join(' UNION ALL ');
          const [rows] = await db.owner.raw(
            select,
            cases.flatMap((c) => [c.base, c.rate, words[c.treatment]]),
          );
          expect(rows.map((row: { iva: number }) => row.iva)).toEqual(
            cases.map((c) => taxOf(gs(c.base), c.rate, c.treatment)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

const line = fc.record({
  price: fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 40_000_000_000 })),
  rate: fc.constantFrom(0, 5, 10, 19),
  quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9_999 })),
  share: fc.constantFrom(0, 0, 0, 0.1, 0.5, 1),
});

const cartOf = (
  drawn: readonly { price: number; rate: number; quantity: number; share: number }[],
  share: number,
): Cart => {
  const lines = drawn.map(
    ({ price, rate, quantity, share: off }, i): CartLine => ({
      productId: 1_000 + i,
      code: `X${i}`,
      name: `Producto ${i}`,
      price: gs(price),
      taxRate: rate,
      allergens: [],
      quantity,
      discount: gs(Math.floor(price * quantity * off)),
    }),
  );
  const subtotal = lines.reduce((sum, l) => sum + l.price * l.quantity - l.discount, 0);
  return { lines, discount: gs(Math.floor(subtotal * share)) };
};

describe.each(TAX_MODES)('totals in mode %s', (mode) => {
  it('are the same in the database and in the domain, for any cart', async () => {
    await db.owner('ajustes').where('clave', 'modo_iva').update({ valor: mode });
    const { sales } = databaseServices(db.till);
    // Any discount: only an admin's limit reaches so far.
    const admin = await actorOf(db.owner, 'admin');
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: PRODUCTS }),
        fc.constantFrom(0, 0, 0.07, 0.333, 0.999, 1),
        fc.boolean(),
        async (drawn, share, invoiced) => {
          fc.pre(drawn.every(({ price, quantity }) => price * quantity <= 499_999_999_999));
          fc.pre(drawn.reduce((sum, l) => sum + l.price * l.quantity, 0) * 2 <= 999_999_999_999);
          const cart = cartOf(drawn, share);
          for (const { productId, price, taxRate } of cart.lines)
            await db
              .owner('productos')
              .where('id_producto', productId)
              .update({ precio_venta: price, tasa_iva: taxRate });
          const expected = totals(cart, mode, invoiced);
          const result = await sales.register({
            uuid: randomUUID(),
            id_caja: 1,
            id_usuario: admin.id,
            sesion: admin.session,
            nro_tarjeta: '00203',
            factura: invoiced,
            descuento: cart.discount,
            lineas: cart.lines.map((l) => ({
              id_producto: l.productId,
              cantidad: l.quantity,
              precio_unitario: l.price,
              descuento_linea: l.discount,
            })),
            pagos: expected.total > 0 ? [cash(expected.total)] : [],
          });
          if (!result.ok) throw new Error(JSON.stringify(result.error));
          const shown = await sales.show(result.value.id);
          if (!shown.ok) throw new Error(JSON.stringify(shown.error));
          const { subtotal, discount, tax, taxAdded, taxes, total, units } = shown.value;
          expect({
            subtotal,
            discount,
            tax,
            taxAdded,
            taxes,
            total,
            units,
            items: shown.value.lines.length,
          }).toEqual(expected);
          const shares = await db.owner('detalles_venta').where('id_venta', result.value.id).orderBy('linea');
          expect(shares.map((row) => row.descuento_prorrateado)).toEqual(
            prorate(
              cart.discount,
              cart.lines.map((l) => gs(l.price * l.quantity - l.discount)),
            ),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('leaves every ledger and sum sound', async () => {
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
});
