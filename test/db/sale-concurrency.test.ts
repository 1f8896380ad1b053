import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { gs } from '../../src/domain/money.ts';
import type { Result } from '../../src/domain/result.ts';
import type { RegisteredSale } from '../../src/domain/sale.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

const TILLS = 8;
let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('cajas').insert(
    Array.from({ length: TILLS - 2 }, (_, i) => ({
      id_caja: i + 3,
      codigo: `00${i + 3}`,
      nombre: `Caja ${i + 3}`,
    })),
  );
});
afterAll(() => db.close());

/** Eight tills, each with a connection of its own, all at once; what each one answers. */
const atOnce = async <T>(
  work: (services: ReturnType<typeof databaseServices>, till: number) => Promise<T>,
) => {
  const pools = Array.from({ length: TILLS }, () => openDatabase(db.tillTarget, { pool: 1 }));
  try {
    // Connected first, so that the start is common.
    await Promise.all(pools.map((pool) => pool.raw('SELECT 1')));
    return await Promise.all(pools.map((pool, i) => work(databaseServices(pool), i + 1)));
  } finally {
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
};

const sold = (results: readonly Result<RegisteredSale>[]): RegisteredSale[] =>
  results.flatMap((result) => (result.ok ? [result.value] : []));

describe('eight tills', () => {
  beforeEach(async () => {
    const [{ stock_actual: stock }] = await db.owner('productos').where('id_producto', ID.cola);
    await db.owner.raw('CALL sp_actualizar_stock(?, ?, ?, ?, ?)', [
      ID.cola,
      'Ajuste',
      10 - stock || 1,
      ID.admin,
      'prueba',
    ]);
    if (stock === 10)
      await db.owner.raw('CALL sp_actualizar_stock(?, ?, ?, ?, ?)', [
        ID.cola,
        'Ajuste',
        -1,
        ID.admin,
        'prueba',
      ]);
  });

  it('sell the last ten units: exactly ten, the rest refused clearly, no number lost or given twice', async () => {
    const answers = await atOnce(async ({ sales }, till) => {
      const results: Result<RegisteredSale>[] = [];
      for (let i = 0; i < 5; i++)
        results.push(
          await sales.register(
            saleOf({ id_caja: till, lineas: [{ id_producto: ID.cola, cantidad: 1 }], pagos: [cash(5_000)] }),
          ),
        );
      return results;
    });
    const results = answers.flat();
    expect(sold(results)).toHaveLength(10);
    for (const result of results)
      if (!result.ok)
        expect(result.error).toMatchObject({
          code: 'STOCK_INSUFICIENTE',
          params: { producto: 'Coca Cola 500ml', disponible: 0, pedido: 1 },
        });
    expect(new Set(sold(results).map(({ number }) => number)).size).toBe(10);
    const [{ stock_actual: stock }] = await db.owner('productos').where('id_producto', ID.cola);
    expect(stock).toBe(0);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });

  it('send one document at once: one sale, the same number for all that are at its till', async () => {
    const document = saleOf({ lineas: [{ id_producto: ID.cola, cantidad: 1 }], pagos: [cash(5_000)] });
    const results = await atOnce(({ sales }) => sales.register(document));
    expect(sold(results)).toHaveLength(TILLS);
    expect(new Set(sold(results).map(({ number }) => number)).size).toBe(1);
    expect(sold(results).filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await db.owner('ventas').where('uuid', document.uuid)).toHaveLength(1);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });

  it('send one UUID from different tills at once: one sale, a conflict for the others', async () => {
    const document = saleOf({ lineas: [{ id_producto: ID.cola, cantidad: 1 }], pagos: [cash(5_000)] });
    const results = await atOnce(({ sales }, till) => sales.register({ ...document, id_caja: till }));
    expect(sold(results)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('UUID_EN_CONFLICTO');
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });
});

describe('any history of sales, returns, voids, receipts and top-ups, by all tills at once', () => {
  const CARDS = ['00193', '00194', '00197', '00198'];
  const operation = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('sell' as const),
        lines: fc.uniqueArray(
          fc.record({ id: fc.integer({ min: 49, max: 58 }), n: fc.integer({ min: 1, max: 9 }) }),
          {
            selector: ({ id }) => id,
            minLength: 1,
            maxLength: 6,
          },
        ),
        card: fc.constantFrom(...CARDS),
        byCard: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('void' as const), nth: fc.nat(20) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('return' as const),
        nth: fc.nat(20),
        lines: fc.uniqueArray(
          fc.record({
            line: fc.integer({ min: 1, max: 6 }),
            quantity: fc.integer({ min: 1, max: 4 }),
            destination: fc.constantFrom('Stock' as const, 'Merma' as const),
          }),
          { selector: ({ line }) => line, minLength: 1, maxLength: 3 },
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('receive' as const),
        id: fc.integer({ min: 49, max: 58 }),
        n: fc.integer({ min: 1, max: 30 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('topup' as const),
        card: fc.integer({ min: 1, max: 6 }),
        amount: fc.integer({ min: 1, max: 90_000 }),
      }),
    },
  );

  it('adds up', async () => {
    const prices = new Map<number, number>(
      (await db.owner('productos')).map((row) => [row.id_producto, row.precio_venta]),
    );
    const by = { actor: await actorOf(db.owner, 'gerente'), grant: null };
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 16, maxLength: 64 }), async (operations) => {
        const everybodys: number[] = [];
        await atOnce(async ({ sales, returns, cardDesk }, till) => {
          for (const [i, op] of operations.entries()) {
            if (i % TILLS !== till - 1) continue;
            if (op.kind === 'sell') {
              const total = op.lines.reduce((sum, { id, n }) => sum + n * (prices.get(id) ?? 0), 0);
              const result = await sales.register(
                saleOf({
                  id_caja: till,
                  nro_tarjeta: op.card,
                  lineas: op.lines.map(({ id, n }) => ({ id_producto: id, cantidad: n })),
                  pagos: op.byCard
                    ? [
                        { id_medio: ID.studentCard, monto_entregado: total - 1, monto_aplicado: total - 1 },
                        cash(1, 100),
                      ]
                    : [cash(total)],
                }),
              );
              if (result.ok) everybodys.push(result.value.id);
              else expect(['STOCK_INSUFICIENTE', 'SALDO_INSUFICIENTE']).toContain(result.error.code);
            } else if (op.kind === 'void' || op.kind === 'return') {
              const sale = everybodys[op.nth % Math.max(1, everybodys.length)];
              if (sale === undefined) continue;
              const head = { saleId: sale, tillId: till, reason: 'prueba', cardToCash: false };
              const result =
                op.kind === 'void'
                  ? await returns.void(by, { uuid: randomUUID(), ...head })
                  : await returns.give(by, { uuid: randomUUID(), ...head, lines: op.lines });
              if (!result.ok)
                expect([
                  'VENTA_YA_ANULADA',
                  'VENTA_YA_DEVUELTA',
                  'DEVOLUCION_EXCEDIDA',
                  'VALOR_INVALIDO',
                ]).toContain(result.error.code);
            } else if (op.kind === 'receive')
              await db.owner.raw('CALL sp_actualizar_stock(?, ?, ?, ?, ?)', [
                op.id,
                'Entrada',
                op.n,
                ID.manager,
                null,
              ]);
            else
              await cardDesk.topup(by, {
                uuid: randomUUID(),
                cardId: op.card,
                tillId: till,
                methodId: ID.cash,
                amount: gs(op.amount),
                handed: gs(op.amount),
                reference: null,
              });
          }
        });
        expect(await inconsistencies(db.owner)).toEqual(SOUND);
      }),
      { numRuns: 12 },
    );
  });
});
