import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseInvoiceQueue } from '../../src/adapters/db/invoice-queue.ts';
import { cancelInvoice, reportUnused } from '../../src/app/follow-invoice.ts';
import { completeInvoices } from '../../src/app/issue-invoice.ts';
import type { ActedBy } from '../../src/app/ports.ts';
import { sendEventsStep } from '../../src/app/send-events.ts';
import { eventSigner } from '../../src/cli/invoicing.ts';
import { unwrap } from '../../src/cli/unwrap.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeKeys } from '../support/invoice-keys.ts';
import { ISSUER, invoicedSale, issuingWith, setUpInvoicing } from '../support/invoicing.ts';
import { runSending, testClock } from '../support/sifen/run.ts';
import type { Fault } from '../support/sifen/service.ts';
import { openWorld, type World } from '../support/sifen/world.ts';

/* Cancellations and reports of unused numbers on a real database, in groups, to the simulated authority. */

const HOUR_MS = 3_600_000;

let db: TestDatabase;
let world: World;
let by: ActedBy;
let ports: ReturnType<typeof issuingWith>;
/** Ahead of the database's, by which documents are signed. */
const clock = testClock(new Date(Date.now() + HOUR_MS));
const faults: Fault[] = [];
/** Messages to the authority since the test began. */
const calls: string[] = [];

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').update({ vende_sin_stock: 1 });
  await setUpInvoicing(db.owner);
  world = await openWorld({
    now: clock.now,
    keys: makeKeys({ ruc: ISSUER.ruc }),
    faultOf: () => faults.shift() ?? null,
    onCall: (operation) => void calls.push(operation),
  });
  by = { actor: await actorOf(db.owner, 'admin'), grant: null };
  ports = issuingWith(db.till, world.maker);
});
afterAll(async () => {
  await world.service.close();
  await db.close();
});

const queue = () => databaseInvoiceQueue(db.till);

/** Invoices of sales just made: approved, or as they are numbered. */
const sold = async (count: number, approved: boolean) => {
  const sales = [];
  for (let each = 0; each < count; each += 1) sales.push(unwrap(await ports.sales.register(invoicedSale())));
  if (approved) {
    await completeInvoices(ports, count);
    const open = async () => (await ports.invoices.backlog()).waiting;
    await runSending({ queue: queue(), service: world.client, clock }, clock, {
      mode: 'uno',
      until: async () => (await open()) === 0,
    });
    await queue().release('prueba');
  }
  return Promise.all(sales.map(async ({ id }) => (await ports.invoices.ofSale(id)) ?? expect.unreachable()));
};

type Invoice = Awaited<ReturnType<typeof sold>>[number];

const cancelAll = async (invoices: readonly Invoice[]): Promise<void> => {
  for (const invoice of invoices) unwrap(await cancelInvoice(ports, by, invoice, 'Cliente equivocado'));
};
const reportAll = async (invoices: readonly Invoice[]): Promise<void> => {
  for (const { number, ...point } of invoices)
    unwrap(await reportUnused(ports, by, { ...point, from: number, to: number, reason: 'Sin certificado' }));
};

/** As one `pos invoice send` does. */
const sendAll = async (): Promise<void> => {
  const service = world.client;
  const signer = eventSigner(world.maker);
  for (;;) {
    const done = await sendEventsStep({ queue: queue(), service, signer, clock }, 'prueba');
    if (done === null || done.trouble) return;
  }
};

const statesOf = async (invoices: readonly Invoice[]): Promise<string[]> => {
  const rows = await db.till('v_facturas').whereIn(
    'id_factura',
    invoices.map(({ id }) => id),
  );
  return rows.map(({ estado }) => estado);
};
const sendings = async (): Promise<number[]> =>
  (await db.owner('eventos_factura').orderBy('id_evento', 'desc').limit(4)).map(({ envios }) => envios);

beforeEach(() => {
  calls.length = 0;
  faults.length = 0;
});

describe('a queue of events', () => {
  test('twenty go in two messages, the oldest first', async () => {
    const cancelled = await sold(12, true);
    const unused = await sold(8, false);
    await cancelAll(cancelled.slice(0, 6));
    await reportAll(unused);
    await cancelAll(cancelled.slice(6));
    calls.length = 0;
    await sendAll();
    expect(calls).toEqual(['event', 'event']);
    expect(await statesOf(cancelled)).toEqual(Array(12).fill('cancelada'));
    expect(await statesOf(unused)).toEqual(Array(8).fill('inutilizada'));
    const { approved, unused: numbers } = world.service.register;
    expect(cancelled.every(({ cdc }) => approved.get(cdc ?? '')?.cancelled)).toBe(true);
    expect(numbers.size).toBe(8);
    const rows = await db.owner('eventos_factura').orderBy('id_evento');
    const protocols = rows.map(({ protocolo }) => Number(protocolo));
    expect(protocols).toEqual([...protocols].sort((a, b) => a - b));
  });

  test.each<[Fault, boolean]>([
    ['drop_after', true],
    ['cut_after', true],
    ['drop_before', false],
    ['first_event_after', true],
  ])('%s: nothing is sent again that arrived', async (fault, arrived) => {
    const cancelled = await sold(4, true);
    await cancelAll(cancelled);
    calls.length = 0;
    faults.push(fault);
    await sendAll();
    expect(calls).toEqual(['event']);
    // Not before its time.
    await sendAll();
    expect(calls).toEqual(['event']);
    clock.move(HOUR_MS);
    await sendAll();
    const asked = fault === 'first_event_after' ? 3 : 4;
    expect(calls.slice(1)).toEqual([...Array(asked).fill('cdc'), ...(arrived ? [] : ['event'])]);
    expect(await statesOf(cancelled)).toEqual(Array(4).fill('cancelada'));
    expect(await sendings()).toEqual(Array(4).fill(arrived ? 1 : 2));
  });

  test('a service that takes no groups: one by one, and each is registered', async () => {
    const cancelled = await sold(2, true);
    const unused = await sold(2, false);
    await cancelAll(cancelled);
    await reportAll(unused);
    calls.length = 0;
    faults.push('lone_events', ...Array<Fault>(6).fill('lone_events'));
    await sendAll();
    expect(calls).toEqual(['event', 'cdc', 'cdc', ...Array(4).fill('event')]);
    expect(await statesOf([...cancelled, ...unused])).toEqual([
      ...Array(2).fill('cancelada'),
      ...Array(2).fill('inutilizada'),
    ]);
  });

  test('one of a group that is refused keeps no other back', async () => {
    const cancelled = await sold(3, true);
    await cancelAll(cancelled);
    const late = world.service.register.approved.get(cancelled[1]?.cdc ?? '');
    Object.assign(late ?? {}, { at: new Date(clock.now().getTime() - 49 * HOUR_MS) });
    await sendAll();
    expect((await statesOf(cancelled)).sort()).toEqual(['aprobada', 'cancelada', 'cancelada']);
    const [event] = await db.owner('eventos_factura').where('estado', 'rechazado');
    expect(event).toMatchObject({ id_factura: cancelled[1]?.id, codigo_respuesta: '4009' });
  });
});
