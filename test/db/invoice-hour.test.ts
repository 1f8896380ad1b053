import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseInvoiceQueue } from '../../src/adapters/db/invoice-queue.ts';
import { completeInvoices } from '../../src/app/issue-invoice.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeKeys } from '../support/invoice-keys.ts';
import { ISSUER, invoicedSale, issuingWith, setUpInvoicing } from '../support/invoicing.ts';
import { runSending, testClock } from '../support/sifen/run.ts';
import { FAULTS } from '../support/sifen/service.ts';
import { openWorld, type World } from '../support/sifen/world.ts';

/*
 * The whole way of an invoice on a real database: sold, numbered, signed, queued, sent through an hour of faults, approved.
 * The sender's clock is simulated and runs ahead of the database's.
 */

const COUNT = 200;
let db: TestDatabase;
let world: World;
// From the first sale on: a signature of the database's time must not lie ahead of the sender's.
const clock = testClock(new Date(Date.now() + 3_600_000));
const start = clock.now().getTime();
let calls = 0;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').update({ vende_sin_stock: 1 });
  await setUpInvoicing(db.owner);
  world = await openWorld({
    now: clock.now,
    keys: makeKeys({ ruc: ISSUER.ruc }),
    batchMinutes: 4,
    faultOf: () => {
      const minute = (clock.now().getTime() - start) / 60_000;
      calls += 1;
      return minute > 60 || calls % 4 === 3 ? null : (FAULTS[(calls * 5) % FAULTS.length] ?? null);
    },
  });
});
afterAll(async () => {
  await world.service.close();
  await db.close();
});

test('200 sales through an hour of faults: 200 approved, none twice, in order', async () => {
  const ports = issuingWith(db.till, world.maker);
  const queue = databaseInvoiceQueue(db.till);
  let sold = 0;
  const open = async () =>
    (await ports.invoices.backlog()).waiting + (await ports.invoices.backlog()).inProcess;
  await runSending({ queue, service: world.client, clock }, clock, {
    mode: 'auto',
    each: async () => {
      while (sold < COUNT && clock.now().getTime() >= start + (sold * 3_600_000) / COUNT) {
        const sale = await ports.sales.register(invoicedSale({ id_caja: 1 + (sold % 2) }));
        if (!sale.ok) throw new Error(sale.error.code);
        sold += 1;
      }
      const { failed } = await completeInvoices(ports, COUNT);
      expect(failed).toEqual([]);
    },
    until: async () => sold === COUNT && (await open()) === 0,
  });

  const { register } = world.service;
  expect(register.approved.size).toBe(COUNT);
  expect(register.rejected).toEqual([]);
  expect(register.offences).toEqual({ resentInProcess: 0, resentApproved: 0, impatient: 0 });
  for (const point of ['001', '002']) {
    const numbers = register.order
      .filter((cdc) => cdc.slice(14, 17) === point)
      .map((cdc) => Number(cdc.slice(17, 24)));
    expect(numbers).toEqual(Array.from({ length: COUNT / 2 }, (_, at) => at + 1));
  }
  const stored: { cdc: string; estado: string; protocolo: string; id_venta: number }[] =
    await db.owner('facturas');
  expect(stored.map(({ estado }) => estado)).toEqual(Array(COUNT).fill('aprobada'));
  expect(new Set(stored.map(({ id_venta }) => id_venta)).size).toBe(COUNT);
  for (const { cdc, protocolo } of stored) expect(protocolo).toBe(register.approved.get(cdc)?.protocol);
}, 300_000);
