import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { readReport } from '../../src/app/report.ts';
import { closeShift, moveCash } from '../../src/app/shift.ts';
import { businessDay } from '../../src/domain/business-time.ts';
import { gs } from '../../src/domain/money.ts';
import { type ReportKind, type TableId, tableOf } from '../../src/domain/report.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
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

it('lists a closed shift with the money that plain SQL finds in its drawer', async () => {
  const by = { actor: manager, grant: null };
  const services = databaseServices(db.till);
  const move = (direction: 'Entrada' | 'Salida', amount: number) =>
    moveCash(services, by, { uuid: randomUUID(), tillId: 1, direction, amount, reason: 'prueba' });
  expect(await move('Entrada', 20_000)).toMatchObject({ ok: true });
  expect(await move('Salida', 7_000)).toMatchObject({ ok: true });
  const closed = await closeShift(services, by, {
    uuid: randomUUID(),
    tillId: 1,
    shiftId: null,
    count: gs(87_000),
    reason: 'faltó vuelto',
  });
  expect(closed).toMatchObject({ ok: true });
  const [[plain]] = await db.owner.raw(
    `SELECT t.numero_z AS z, (SELECT SUM(v.total) FROM ventas v WHERE v.id_turno = t.id_turno) AS vendido, t.fondo_inicial
       + (SELECT SUM(p.monto_aplicado) FROM ventas v JOIN pagos_venta p ON p.id_venta = v.id_venta
          JOIN medios_pago m ON m.id_medio = p.id_medio AND m.es_efectivo = 1 WHERE v.id_turno = t.id_turno)
       + (SELECT SUM(IF(c.tipo = 'Entrada', c.monto, -c.monto)) FROM movimientos_caja c
          WHERE c.id_turno = t.id_turno) AS debe
     FROM turnos t WHERE t.id_caja = 1`,
  );
  const { columns, rows } = await table('shifts', 'shifts');
  const [row] = rows.map((values) => Object.fromEntries(columns.map((column, at) => [column, values[at]])));
  expect(rows).toHaveLength(1);
  expect(Number(plain.debe)).toBe(88_000);
  expect(row).toMatchObject({
    till: '001',
    z: Number(plain.z),
    gross: Number(plain.vendido),
    expected: Number(plain.debe),
    counted: 87_000,
    difference: 87_000 - Number(plain.debe),
    reason: 'faltó vuelto',
  });
  expect(String(row?.closed).slice(0, 10)).toBe(today);
});

it('counts the restrictions that a manager allowed as plain SQL does, with who and why', async () => {
  const cashier = await actorOf(db.owner, 'cajero');
  const grant = await approvalOf(db.owner, cashier, manager, {
    permission: 'restriction.approve',
    reference: `${ID.peanutBar}:2`,
    reason: 'lo pidió la madre',
  });
  const bar = await db.owner('productos').where('id_producto', ID.peanutBar).first();
  const sold = await databaseServices(db.till).sales.register(
    saleOf({
      nro_tarjeta: '00195',
      lineas: [{ id_producto: ID.peanutBar, cantidad: 1, precio_unitario: bar.precio_venta }],
      pagos: [cash(bar.precio_venta)],
      confirmaciones: [{ id_producto: ID.peanutBar, id_restriccion: 2, id_aprobacion: grant }],
      id_usuario: cashier.id,
      sesion: cashier.session,
    }),
  );
  expect(sold).toMatchObject({ ok: true });
  const [plain] = await db.owner.raw(
    `SELECT severidad, COUNT(*) AS n, SUM(autorizada_por IS NOT NULL) AS permitidas
     FROM confirmaciones_restriccion GROUP BY severidad ORDER BY severidad`,
  );
  const sums = await table('restrictions', 'restrictionSums');
  expect(sums.rows).toEqual(
    (plain as Record<string, unknown>[]).map(({ severidad, n, permitidas }) => [
      severidad,
      Number(n),
      Number(permitidas),
    ]),
  );
  expect(sums.total).toEqual([null, 2, 1]);
  const { columns, rows } = await table('restrictions', 'restrictions');
  const row = Object.fromEntries(columns.map((column, at) => [column, rows.at(-1)?.[at]]));
  expect(row).toMatchObject({
    blocking: 'yes',
    person: cashier.name,
    approver: manager.name,
    reason: 'lo pidió la madre',
  });
});
