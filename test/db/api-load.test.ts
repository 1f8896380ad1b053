import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseSales } from '../../src/adapters/db/sales.ts';
import { startApi, type TestApi, tokenFor } from '../support/api-server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  api = await startApi(db, await tokenFor(db, 'cajero', ['sales:write']));
});
afterAll(async () => {
  await api.server.close(1_000);
  await db.close();
});

const stockOf = async (id: number): Promise<number> =>
  Number((await db.owner('productos').where('id_producto', id).first()).stock_actual);

/** Units of a product that everybody wants at once. */
const WANTED = 3;

it('sells the last of a product beside tills: nothing twice, nothing below zero, everything adds up', async () => {
  const before = await stockOf(ID.sandwich);
  const price = 15_000;
  const outcomes: boolean[] = [];
  const overHttp = async (uuid: string): Promise<void> => {
    const body = {
      uuid,
      lineas: [{ codigo: '12', cantidad: WANTED }],
      pagos: [{ medio: 'EFECTIVO', monto_entregado: WANTED * price }],
    };
    // Each is sent twice at once, as by a client that lost patience.
    const answers = await Promise.all([
      api.call('POST', '/api/v1/sales', { body }),
      api.call('POST', '/pos/procesar-venta/', { body }),
    ]);
    const statuses = answers.map(({ status }) => status).toSorted();
    expect([
      [200, 201],
      [409, 409],
    ]).toContainEqual(statuses);
    outcomes.push(statuses[1] === 201);
  };
  const atTill = async (): Promise<void> => {
    const line = { id_producto: ID.sandwich, cantidad: WANTED, precio_unitario: price };
    const document = saleOf({ lineas: [line], pagos: [cash(WANTED * price)] });
    const sold = await databaseSales(db.till).register(document);
    if (!sold.ok) expect(sold.error.code).toBe('STOCK_INSUFICIENTE');
    outcomes.push(sold.ok);
  };
  const rounds = Math.ceil(before / WANTED);
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      for (let at = 0; at < rounds / 2; at++) await (worker % 2 ? atTill() : overHttp(randomUUID()));
    }),
  );
  const sold = outcomes.filter(Boolean).length;
  expect(outcomes.length).toBeGreaterThan(sold);
  expect(sold).toBe(Math.floor(before / WANTED));
  expect(await stockOf(ID.sandwich)).toBe(before - sold * WANTED);
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
  const numbers = (await db.owner('ventas').select('numero_venta')).map(({ numero_venta }) => numero_venta);
  expect(new Set(numbers).size).toBe(numbers.length);
});
