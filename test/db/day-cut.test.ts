import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { readDashboard } from '../../src/app/dashboard.ts';
import { setDayCut } from '../../src/app/day-cut.ts';
import { readReport } from '../../src/app/report.ts';
import { storeDay } from '../../src/app/store-day.ts';
import { listSales } from '../../src/cli/actions/sale-read.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { addDays, businessDay, businessTime } from '../../src/domain/business-time.ts';
import { columnOf, tableOf } from '../../src/domain/report.ts';
import type { Actor } from '../../src/domain/user.ts';
import { update } from '../../src/tui/update.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { saleOf } from '../support/sale-documents.ts';
import { Driver } from '../support/screen.ts';
import { messages } from '../support/words.ts';

/* A store whose day ends at four: nobody may set a server's clock, so the store is put where it is two at night. */

let db: TestDatabase;
let manager: Actor;
let admin: Actor;
const now = new Date();
const NIGHT = 2;
const hours = ((NIGHT - now.getUTCHours() + 36) % 24) - 12;
/** The same time of day by the code's clock, that keeps Paraguay's three hours. */
const clock = { now: () => new Date(now.getTime() + (hours + 3) * 3_600_000) };
const services = () => ({ ...databaseServices(db.till), clock, ids: { uuid: randomUUID } });

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  [manager, admin] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'admin')]);
  const zone = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
  await db.owner('ajustes').where('clave', 'zona_horaria').update({ valor: zone });
});
afterAll(() => db.close());

it('is set by an admin, from 00:00 to 06:00', async () => {
  const by = (actor: Actor) => ({ actor, grant: null });
  expect(await setDayCut(services(), by(manager), '04:00')).toMatchObject({
    error: { code: 'PERMISO_DENEGADO' },
  });
  for (const wrong of ['', '4', '4:00', '06:01', '24:00', "04:00'; --"])
    expect(await setDayCut(services(), by(admin), wrong)).toMatchObject({
      error: { code: 'VALOR_INVALIDO' },
    });
  expect(await setDayCut(services(), by(admin), '04:00')).toEqual({ ok: true, value: '04:00' });
  expect((await services().stores.store()).dayCutMinutes).toBe(240);
});

it('a sale at two in the morning is of the day before, wherever one looks', async () => {
  expect(businessTime(clock.now()).slice(0, 2)).toBe('02');
  const before = addDays(businessDay(clock.now()), -1);
  const sold = await services().sales.register(saleOf());
  expect(sold).toMatchObject({ ok: true });
  expect(await db.owner('ventas').select('dia_negocio')).toEqual([{ dia_negocio: before }]);

  expect(await storeDay(services())).toBe(before);
  const report = await readReport(services(), manager, { kind: 'daily' });
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  expect(report.value).toMatchObject({ from: before, to: before, partial: true, empty: false });
  const summary = tableOf(report.value, 'summary');
  expect(summary && columnOf(summary, 'today').slice(0, 2)).toEqual([25_000, 1]);

  const dashboard = await readDashboard(services(), manager, null);
  expect(dashboard).toMatchObject({ value: { day: before, today: { tickets: 1, sales: 25_000 } } });

  const opened = new Driver().opened().state;
  const shop = opened.world.shop;
  if (!shop) throw new Error('no shop');
  const store = await services().stores.store();
  const world = { ...opened.world, now: clock.now().getTime(), shop: { ...shop, store } };
  const history = update(
    { ...opened, world },
    { kind: 'key', name: 'f2', ctrl: false, alt: false, shift: false, repeat: false },
  );
  expect(history.effects).toContainEqual(
    expect.objectContaining({
      kind: 'listSales',
      filter: expect.objectContaining({ from: before, to: before }),
    }),
  );
  const listed = await services().sales.list({ from: before, to: before, limit: 10 });
  expect(listed).toHaveLength(1);
});

it('pos sale list shows the sales of the business day, which plain SQL finds by their column', async () => {
  const day = addDays(businessDay(clock.now()), -1);
  const shown: unknown[] = [];
  const context = {
    messages: messages('es'),
    withServices: (_: unknown, use: (opened: unknown) => Promise<void>) =>
      use({ services: services(), config: { till: '001' } }),
    present: ({ data }: { data: unknown }) => shown.push(data),
  } as unknown as CliContext;
  await listSales(context, {});
  await listSales(context, { date: businessDay(clock.now()) });
  const plain = await db.owner('ventas').where('dia_negocio', day).orderBy('id_venta', 'desc');
  expect(plain).not.toHaveLength(0);
  expect(shown).toEqual([
    plain.map(({ numero_venta }) => expect.objectContaining({ numero: numero_venta })),
    [],
  ]);
});
