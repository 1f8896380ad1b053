import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseCardDesk } from '../../src/adapters/db/card-desk.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { databaseSales } from '../../src/adapters/db/sales.ts';
import { readDashboard } from '../../src/app/dashboard.ts';
import { businessDay } from '../../src/domain/business-time.ts';
import { gs } from '../../src/domain/money.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let manager: Actor;
let cashier: Actor;
const clock = { now: () => new Date() };
const today = businessDay(clock.now());

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  [manager, cashier] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'cajero')]);
});
afterAll(() => db.close());

const read = async (day: string | null = null) => {
  const result = await readDashboard({ ...databaseServices(db.till), clock }, manager, day);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
};
const sell = async (over = {}) => {
  const sold = await databaseSales(db.till).register(saleOf(over));
  if (!sold.ok) throw new Error(JSON.stringify(sold));
  return sold.value;
};

describe('the dashboard', () => {
  it('is clear about a day without sales', async () => {
    expect(await read('2020-02-29')).toMatchObject({
      day: '2020-02-29',
      dayBefore: '2020-02-22',
      until: null,
      today: { tickets: 0, sales: 0, returned: 0 },
      before: { tickets: 0, sales: 0 },
      hours: [],
      methods: [],
      bestSellers: [],
      topups: { count: 0, amount: 0 },
    });
  });

  it('counts what was sold, by hour, method and product, without what was voided or came back', async () => {
    await sell();
    const voided = await sell({
      lineas: [{ id_producto: ID.cola, cantidad: 9, precio_unitario: 5_000 }],
      pagos: [cash(45_000)],
    });
    const returned = await sell({
      lineas: [{ id_producto: ID.cola, cantidad: 4, precio_unitario: 5_000 }],
      pagos: [cash(20_000)],
    });
    const call = (routine: string, body: object) =>
      db.till.raw(`CALL ${routine}(?)`, [
        JSON.stringify({
          sesion: manager.session,
          uuid: randomUUID(),
          id_caja: 1,
          motivo: 'prueba',
          ...body,
        }),
      ]);
    // In part first: what came back before must not be taken off again with the void.
    await call('sp_devolver_venta', {
      id_venta: voided.id,
      lineas: [{ linea: 1, cantidad: 2, destino: 'Stock' }],
    });
    await call('sp_anular_venta', { id_venta: voided.id });
    await call('sp_devolver_venta', {
      id_venta: returned.id,
      lineas: [{ linea: 1, cantidad: 3, destino: 'Stock' }],
    });
    const card = await databaseCardDesk(db.till).find('00203');
    if (!card.ok) throw new Error('no card');
    await databaseCardDesk(db.till).topup(
      { actor: cashier, grant: null },
      {
        uuid: randomUUID(),
        cardId: card.value.id,
        tillId: 1,
        methodId: ID.cash,
        amount: gs(7_000),
        handed: gs(7_000),
        reference: null,
      },
    );
    const found = await read();
    expect(found).toMatchObject({
      day: today,
      today: { tickets: 2, sales: 30_000, returned: 25_000 },
      methods: [{ name: 'EFECTIVO', amount: 30_000, payments: 2 }],
      topups: { count: 1, amount: 7_000 },
    });
    expect(found.until).toMatch(/^\d\d:\d\d$/);
    expect(found.bestSellers.map(({ units, amount }) => [units, amount])).toEqual([
      [3, 15_000],
      [1, 15_000],
    ]);
    expect(found.hours.reduce((sum, { sales }) => sum + sales, 0)).toBe(30_000);
    expect(found.tills[0]).toMatchObject({ code: '001', shift: null });
    expect(found.tills[0]?.waiting).toBeGreaterThan(3);
  });

  it('is for managers', async () => {
    const ports = { ...databaseServices(db.till), clock };
    expect(await readDashboard(ports, cashier, null)).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
  });

  it('refuses a day that is none and a time that is none', async () => {
    const { dashboards } = databaseServices(db.till);
    expect(await dashboards.read('2026-02-30', null)).toMatchObject({ error: { code: 'VALOR_INVALIDO' } });
    expect(await dashboards.read("x' OR 1=1", null)).toMatchObject({ error: { code: 'VALOR_INVALIDO' } });
    expect(await dashboards.read(today, '25:00:00')).toMatchObject({ error: { code: 'VALOR_INVALIDO' } });
  });

  it('compares with the same weekday one week before, up to the same time', async () => {
    const later = new Date(Date.parse(`${today}T12:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
    const { dashboards } = databaseServices(db.till);
    expect(await dashboards.read(later, null)).toMatchObject({
      value: { dayBefore: today, today: { tickets: 0 }, before: { tickets: 2, sales: 30_000 } },
    });
    expect(await dashboards.read(later, '00:00:00')).toMatchObject({
      value: { before: { tickets: 0, sales: 0 }, wholeBefore: { tickets: 2, sales: 30_000 } },
    });
  });
});
