import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { readReport } from '../../src/app/report.ts';
import { businessDay } from '../../src/domain/business-time.ts';
import { type ReportKind, type TableId, tableOf } from '../../src/domain/report.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let manager: Actor;
const clock = { now: () => new Date() };
const today = businessDay(clock.now());

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  manager = await actorOf(db.owner, 'gerente');
});
afterAll(() => db.close());

const table = async (kind: ReportKind, id: TableId) => {
  const read = await readReport({ ...databaseServices(db.till), clock }, manager, { kind });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const found = tableOf(read.value, id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
};

it('values the stock as plain SQL does, category by category', async () => {
  const [rows] = await db.owner.raw(
    `SELECT c.nombre, COUNT(*) AS n, CAST(SUM(IF(p.stock_actual > 0, p.stock_actual, 0)) AS SIGNED) AS u,
      CAST(SUM(IF(p.stock_actual > 0, p.stock_actual, 0) * p.precio_compra) AS SIGNED) AS costo,
      CAST(SUM(IF(p.stock_actual > 0, p.stock_actual, 0) * p.precio_venta) AS SIGNED) AS valor
    FROM productos p JOIN categorias c ON c.id_categoria = p.id_categoria
    WHERE p.estado = 'Activo' GROUP BY c.nombre ORDER BY c.nombre`,
  );
  const plain = (rows as Record<string, unknown>[]).map(({ nombre, n, u, costo, valor }) => [
    nombre,
    ...[n, u, costo, valor].map(Number),
  ]);
  expect(plain.length).toBeGreaterThan(2);
  expect((await table('stock', 'stockValue')).rows).toEqual(plain);
});

it('lists a restriction that was confirmed, with who confirmed it', async () => {
  const milk = await db.owner('productos').where('id_producto', ID.chocolateMilk).first();
  const sold = await databaseServices(db.till).sales.register(
    saleOf({
      nro_tarjeta: '00203',
      lineas: [{ id_producto: ID.chocolateMilk, cantidad: 1, precio_unitario: milk.precio_venta }],
      pagos: [cash(milk.precio_venta)],
      confirmaciones: [{ id_producto: ID.chocolateMilk, id_restriccion: 1 }],
    }),
  );
  expect(sold).toMatchObject({ ok: true });
  const { columns, rows } = await table('restrictions', 'restrictions');
  const [row] = rows.map((values) => Object.fromEntries(columns.map((column, at) => [column, values[at]])));
  const cashier = await db.owner('usuarios').where('id_usuario', ID.cashier).first();
  expect(rows).toHaveLength(1);
  expect(row).toMatchObject({ product: milk.nombre, person: cashier.nombre, approver: null });
  const sums = await table('restrictions', 'restrictionSums');
  expect(sums.rows.map((values) => values.slice(1))).toEqual([[1, 0]]);
});

it('lists an open shift without the figures that its count must not know', async () => {
  const call = (routine: string, body: object) =>
    db.till.raw(`CALL ${routine}(?)`, [JSON.stringify({ sesion: manager.session, id_caja: 1, ...body })]);
  await call('sp_abrir_turno', { uuid: '00000000-0000-4000-8000-000000000001', fondo: 50_000 });
  await databaseServices(db.till).sales.register(saleOf());
  const { columns, rows } = await table('shifts', 'shifts');
  const [row] = rows.map((values) => Object.fromEntries(columns.map((column, at) => [column, values[at]])));
  expect(row).toMatchObject({ till: '001', closed: null, gross: null, expected: null, counted: null });
  expect(String(row?.opened).slice(0, 10)).toBe(today);
});
