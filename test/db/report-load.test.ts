import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { ReportReader } from '../../src/app/ports/reports.ts';
import { addDays, businessDay } from '../../src/domain/business-time.ts';
import type { Cut } from '../../src/domain/report-facts.ts';
import { addSums, netOf } from '../../src/domain/report-facts.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
const TILLS = 3;
const SALES = 12;
const today = businessDay(new Date());
const year = { from: addDays(today, -364), to: addDays(today, 1), tillId: null };
const CUTS: readonly Cut[] = ['product', 'category', 'cashier', 'hour', 'client'];

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('cajas').insert({ id_caja: 3, codigo: '003', nombre: 'Caja 3' });
  const stocked = [ID.cola, 'Ajuste', 900, ID.admin, 'prueba'];
  await db.owner.raw('CALL sp_actualizar_stock(?, ?, ?, ?, ?)', stocked);
});
afterAll(() => db.close());

const coke = (till: number) =>
  saleOf({
    id_caja: till,
    lineas: [{ id_producto: ID.cola, cantidad: 1, precio_unitario: 5_000 }],
    pagos: [cash(5_000)],
  });

/** A year, each way that it can be cut, and all that is told beside it. */
const everything = async (reader: ReportReader) => {
  const days = await reader.byDay(year);
  const cuts: number[] = [];
  for (const cut of CUTS) cuts.push(netOf(addSums((await reader.by(cut, year)).map(({ sums }) => sums))));
  await Promise.all([reader.shifts(year), reader.lowStock(), reader.stockValue(), reader.cardStates()]);
  await Promise.all([reader.balances(), reader.restrictions(year), reader.backs(year)]);
  return { net: netOf(addSums(days.map(({ sums }) => sums))), cuts };
};

it('a sale goes through while a report is in the middle of its books, and the report tells of one moment', async () => {
  const services = databaseServices(db.till);
  const other = openDatabase(db.tillTarget, { pool: 1 });
  try {
    const [before, after] = await services.reports.read(async (reader) => {
      const first = await everything(reader);
      // A lock of the report's would keep this sale until the server gives up, and the test with it.
      expect(await databaseServices(other).sales.register(coke(1))).toMatchObject({ ok: true });
      return [first, await everything(reader)] as const;
    });
    expect(after).toEqual(before);
    const now = await services.reports.read(everything);
    expect(now.net).toBe(before.net + 5_000);
  } finally {
    await other.destroy();
  }
}, 30_000);

it('three tills sell on while reports of a year run one after the other, and each of those adds up', async () => {
  const pools = Array.from({ length: TILLS }, () => openDatabase(db.tillTarget, { pool: 1 }));
  const { reports } = databaseServices(db.till);
  const { net: start } = await reports.read(everything);
  let selling = true;
  const told: Awaited<ReturnType<typeof everything>>[] = [];
  const telling = (async () => {
    while (selling) told.push(await reports.read(everything));
  })();
  try {
    const sold = await Promise.all(
      pools.map(async (pool, at) => {
        const { sales } = databaseServices(pool);
        const results: boolean[] = [];
        for (let i = 0; i < SALES; i++) results.push((await sales.register(coke(at + 1))).ok);
        return results;
      }),
    );
    expect(sold.flat().filter(Boolean)).toHaveLength(TILLS * SALES);
  } finally {
    selling = false;
    await telling;
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
  expect(told.length).toBeGreaterThan(0);
  for (const { net, cuts } of told) {
    expect(cuts).toEqual(CUTS.map(() => net));
    expect((net - start) % 5_000).toBe(0);
  }
  // None tells less than the one before it: nothing that was told is lost again.
  expect(told.map(({ net }) => net)).toEqual(told.map(({ net }) => net).sort((a, b) => a - b));
  const end = await reports.read(everything);
  expect(end).toEqual({ net: start + TILLS * SALES * 5_000, cuts: CUTS.map(() => end.net) });
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
}, 60_000);
