import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOutbox } from '../../src/adapters/db/webhooks.ts';
import { isPublicAddress } from '../../src/adapters/http/addresses.ts';
import { webhookPost } from '../../src/adapters/http/webhook-post.ts';
import { voidSale } from '../../src/app/return-sale.ts';
import { keepSending, sendAllDue, sendDue } from '../../src/app/send-webhooks.ts';
import { changeSubscription, retryDeliveries, subscribe } from '../../src/app/webhooks.ts';
import type { Actor } from '../../src/domain/user.ts';
import { EVENTS } from '../../src/domain/webhook.ts';
import { actorOf } from '../support/actors.ts';
import { servicesOf } from '../support/api-server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hookReceiver, type Receiver } from '../support/hook-receiver.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof servicesOf>;
let admin: Actor;
let receiver: Receiver;
let subscription: number;

const by = () => ({ actor: admin, grant: null });
const ports = (limitMs = 2_000) => ({
  outbox: databaseOutbox(db.till),
  ids: services.ids,
  post: webhookPost(limitMs),
});
const quiet = (): void => {};
const told = async (url: string, events: readonly string[] = EVENTS): Promise<number> => {
  const made = await subscribe(services, by(), { uuid: randomUUID(), url, events, allowsPrivate: true });
  if (!made.ok) throw new Error(JSON.stringify(made));
  receiver.trust(made.value.secret);
  return made.value.subscription.id;
};
const sell = async () => {
  const sold = await services.sales.register(saleOf());
  if (!sold.ok) throw new Error(JSON.stringify(sold));
  return sold.value;
};
const state = (id = subscription) => db.owner('suscripciones').where('id_suscripcion', id).first();
/** As if the pauses were over. */
const now = async (): Promise<void> => {
  await db.owner('suscripciones').update({ espera_hasta: null });
  await db
    .owner('entregas')
    .where('estado', 'pendiente')
    .update({ proximo_intento: db.owner.raw('UTC_TIMESTAMP(3)') });
};

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').whereIn('id_producto', [ID.cola, ID.sandwich]).update({ vende_sin_stock: 1 });
  services = servicesOf(db);
  admin = await actorOf(db.owner, 'admin');
});
beforeEach(async () => {
  receiver = await hookReceiver();
});
afterEach(async () => {
  await receiver.close();
  for (const { id } of await services.webhooks.list()) await changeSubscription(services, by(), 'remove', id);
});
afterAll(() => db.close());

describe('what happens', () => {
  it('is noted only where somebody asked for it, in the transaction in which it happens', async () => {
    await sell();
    expect(await db.owner('eventos')).toEqual([]);
    subscription = await told(receiver.url, ['venta.registrada']);
    const sold = await sell();
    const refused = await services.sales.register(saleOf({ pagos: [cash(1)] }));
    expect(refused.ok).toBe(false);
    const events = await db.owner('eventos');
    expect(events.map(({ tipo, id_referencia }) => [tipo, Number(id_referencia)])).toEqual([
      ['venta.registrada', sold.id],
    ]);
  });

  it('is told, signed, with lines and tenders: sale, change of stock, void', async () => {
    subscription = await told(receiver.url);
    const sold = await sell();
    const undone = await voidSale(services, by(), {
      uuid: randomUUID(),
      saleId: sold.id,
      tillId: 1,
      reason: 'prueba',
      cardToCash: false,
    });
    expect(undone.ok).toBe(true);
    expect(await sendAllDue(ports(), quiet)).toEqual({ delivered: 6, failed: 0 });
    expect(receiver.bad).toEqual([]);
    const ofType = (type: string) => receiver.received.filter((event) => event.type === type);
    expect(ofType('venta.registrada')).toHaveLength(1);
    expect(ofType('venta.registrada')[0]?.data).toMatchObject({
      id_venta: sold.id,
      uuid: sold.uuid,
      numero: sold.number,
      total: 25_000,
      factura: false,
      lineas: [
        { id_producto: ID.cola, cantidad: 2, precio_unitario: 5_000, subtotal: 10_000 },
        { id_producto: ID.sandwich, cantidad: 1 },
      ],
      pagos: [{ medio: 'EFECTIVO', monto_aplicado: 25_000 }],
    });
    expect(ofType('venta.anulada')[0]?.data).toMatchObject({
      id_venta: sold.id,
      total: 25_000,
      motivo: 'prueba',
    });
    expect(
      ofType('stock.cambiado')
        .map(({ data }) => [data.codigo, data.tipo, data.cantidad])
        .toSorted(),
    ).toEqual([
      ['12', 'Anulacion', 1],
      ['12', 'Venta', -1],
      ['5', 'Anulacion', 2],
      ['5', 'Venta', -2],
    ]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(6);
    expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[0]?.id);
  });
});

describe('delivery', () => {
  it('by two senders at once tells each event once', async () => {
    subscription = await told(receiver.url, ['venta.registrada']);
    for (let at = 0; at < 40; at++) await sell();
    receiver.answer((response) => void setTimeout(() => response.writeHead(200).end(), 20));
    const rounds = await Promise.all([1, 2, 3].map(() => sendAllDue(ports(), quiet)));
    expect(rounds.reduce((all, { delivered }) => all + delivered, 0)).toBe(40);
    const ids = receiver.received.map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([40, 40]);
    expect(rounds.filter(({ delivered }) => delivered > 0).length).toBeGreaterThan(1);
  });

  it('to one that is down goes on when it is back, with the same id and the same words', async () => {
    subscription = await told(receiver.url, ['venta.registrada']);
    receiver.answer((response) => response.writeHead(500).end('secreto'));
    await sell();
    await sell();
    expect(await sendDue(ports(), quiet)).toEqual({ delivered: 0, failed: 2 });
    const first = receiver.received.map(({ id, body }) => [id, body]).toSorted();
    const [one] = await services.webhooks.deliveries({ subscriptionId: subscription });
    expect(one).toMatchObject({ state: 'pendiente', attempts: 1, status: 500, error: 'HTTP 500' });
    expect(JSON.stringify(await db.owner('entregas'))).not.toContain('secreto');
    expect(await state()).toMatchObject({ fallas: 2, estado: 'Activa' });
    // The pause holds: nothing is due.
    expect(await sendAllDue(ports(), quiet)).toEqual({ delivered: 0, failed: 0 });
    await now();
    // One that has just failed is tried with one message.
    expect(await sendDue(ports(), quiet)).toEqual({ delivered: 0, failed: 1 });
    receiver.answer((response) => response.writeHead(200).end());
    await now();
    expect(await sendAllDue(ports(), quiet)).toEqual({ delivered: 2, failed: 0 });
    expect(await state()).toMatchObject({ fallas: 0, falla_desde: null, espera_hasta: null });
    const last = receiver.received.slice(-2).map(({ id, body }) => [id, body]);
    expect(last.toSorted()).toEqual(first);
  });

  it('pauses longer and longer, gives a message up, and takes it up again when told', async () => {
    subscription = await told(receiver.url, ['venta.registrada']);
    receiver.answer((response) => response.writeHead(503).end());
    await sell();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 15; attempt++) {
      await now();
      expect(await sendDue(ports(), quiet)).toEqual({ delivered: 0, failed: 1 });
      const [[{ pausa }]] = await db.owner.raw(
        'SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), proximo_intento) AS pausa FROM entregas WHERE id_suscripcion = ?',
        [subscription],
      );
      // Whole seconds, and a moment has passed.
      pauses.push(Math.round(Number(pausa) / 5) * 5);
    }
    expect(pauses.slice(0, 14)).toEqual(pauses.slice(0, 14).toSorted((a, b) => a - b));
    expect(pauses[0]).toBeLessThanOrEqual(5);
    expect(pauses[13]).toBeGreaterThan(43_000);
    const [gone] = await services.webhooks.deliveries({ state: 'fallida', subscriptionId: subscription });
    expect(gone).toMatchObject({ attempts: 15, state: 'fallida' });
    receiver.answer((response) => response.writeHead(200).end());
    expect(await retryDeliveries(services, by(), gone?.id ?? 0)).toEqual({ ok: true, value: 1 });
    await now();
    expect(await sendAllDue(ports(), quiet)).toEqual({ delivered: 1, failed: 0 });
  });

  it('stops, saying why, after three days of nothing but failures, and at once when the receiver is gone', async () => {
    subscription = await told(receiver.url, ['venta.registrada']);
    receiver.answer((response) => response.writeHead(500).end());
    await sell();
    await db
      .owner('suscripciones')
      .where('id_suscripcion', subscription)
      .update({
        fallas: 20,
        falla_desde: db.owner.raw('UTC_TIMESTAMP() - INTERVAL 73 HOUR'),
      });
    await sendDue(ports(), quiet);
    expect((await services.webhooks.list())[0]).toMatchObject({ state: 'Desactivada', reason: 'HTTP 500' });
    await sell();
    expect((await services.webhooks.list())[0]).toMatchObject({ pending: 1 });
    await changeSubscription(services, by(), 'enable', subscription);
    receiver.answer((response) => response.writeHead(410).end());
    await now();
    await sendDue(ports(), quiet);
    expect((await services.webhooks.list())[0]).toMatchObject({ state: 'Desactivada', reason: 'HTTP 410' });
  });

  it.each([
    [
      'redirects',
      302,
      (response: import('node:http').ServerResponse) =>
        response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'HTTP 302',
    ],
    [
      'drops the line',
      null,
      (response: import('node:http').ServerResponse) => response.destroy(),
      'ECONNRESET',
    ],
    ['never answers', null, () => {}, 'time-out'],
    [
      'begins and never ends',
      null,
      (response: import('node:http').ServerResponse) => response.writeHead(200).write('x'),
      'time-out',
    ],
  ] as const)('to one that %s is a failure', async (_, status, how, error) => {
    subscription = await told(receiver.url, ['venta.registrada']);
    receiver.answer(how as never);
    await sell();
    expect(await sendDue(ports(600), quiet)).toEqual({ delivered: 0, failed: 1 });
    const [tried] = await services.webhooks.deliveries({ subscriptionId: subscription });
    expect(tried).toMatchObject({ status, error });
  });

  it('reads no more of an answer than it wants', async () => {
    subscription = await told(receiver.url, ['venta.registrada']);
    let written = 0;
    receiver.answer((response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await sell();
    expect(await sendDue(ports(5_000), quiet)).toEqual({ delivered: 1, failed: 0 });
    expect(written).toBeLessThan(20_000_000);
  });

  it('outlives a sender that dies with messages in hand', async () => {
    subscription = await told(receiver.url, ['venta.registrada']);
    await sell();
    const outbox = databaseOutbox(db.till);
    const mark = randomUUID();
    const [held] = await outbox.claim(mark, 10, 60);
    expect(await outbox.claim(randomUUID(), 10, 60)).toEqual([]);
    await now();
    expect(await sendAllDue(ports(), quiet)).toEqual({ delivered: 1, failed: 0 });
    expect(await outbox.finish(held?.id ?? 0, mark, { ok: false, status: null, error: 'late' })).toBe(false);
    expect((await services.webhooks.deliveries({ subscriptionId: subscription }))[0]).toMatchObject({
      state: 'entregada',
    });
  });

  it('goes on by itself until it is told to end', async () => {
    subscription = await told(receiver.url, ['venta.registrada']);
    const ending = new AbortController();
    const going = keepSending(ports(), quiet, {
      signal: ending.signal,
      onOutage: (error) => {
        throw error;
      },
    });
    await sell();
    const since = Date.now();
    while (receiver.received.length < 1 && Date.now() - since < 15_000) await sleep(20);
    expect(receiver.received).toHaveLength(1);
    ending.abort();
    await going;
  });
});

describe('addresses', () => {
  it('inside are refused unless an admin allowed them, by name and by number, however written', async () => {
    const post = webhookPost(2_000);
    const to = (url: string) =>
      post({
        id: 1,
        eventId: randomUUID(),
        type: 'prueba',
        url,
        secret: `whsec_${btoa('x'.repeat(32))}`,
        allowsPrivate: false,
        body: '{}',
      });
    for (const host of [
      '127.0.0.1',
      '10.1.2.3',
      '192.168.0.1',
      '169.254.169.254',
      '[::1]',
      '[fd00::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      '2130706433',
      '0x7f.1',
    ])
      expect([host, await to(`https://${host}/`)]).toEqual([
        host,
        { ok: false, status: null, error: 'private address' },
      ]);
    expect(await to('http://example.com/')).toMatchObject({ ok: false, error: 'address' });
    expect(receiver.received).toEqual([]);
    const manager = await actorOf(db.owner, 'gerente');
    const wanted = {
      uuid: randomUUID(),
      url: receiver.url,
      events: ['venta.registrada'],
      allowsPrivate: true,
    };
    const refused = await subscribe(services, { actor: manager, grant: null }, wanted);
    expect(refused).toMatchObject({ ok: false, error: { code: 'PERMISO_DENEGADO' } });
    const inTheDatabase = await services.webhooks.create(
      { actor: manager, grant: null },
      { ...wanted, events: ['venta.registrada'], secret: `whsec_${btoa('x'.repeat(32))}` },
    );
    expect(inTheDatabase).toMatchObject({ ok: false, error: { code: 'PERMISO_DENEGADO' } });
  });

  it.each([
    ['8.8.8.8', true],
    ['172.15.0.1', true],
    ['172.16.0.1', false],
    ['100.64.1.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['2606:4700::1111', true],
    ['2001:db8::1', false],
    ['2002:7f00:1::', false],
    ['fe80::1', false],
    ['64:ff9b::7f00:1', false],
    ['localhost', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});

describe('the secret', () => {
  it('is in no view, no audit and no list; it goes when the subscription does', async () => {
    subscription = await told(receiver.url);
    const { secreto } = await state();
    const [views] = await db.owner.raw(
      'SELECT TABLE_NAME AS vista FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?',
      [db.name],
    );
    for (const { vista } of views as { vista: string }[])
      if (/suscripciones|entregas|auditoria/.test(vista))
        expect(JSON.stringify(await db.owner(vista))).not.toContain(secreto);
    await changeSubscription(services, by(), 'remove', subscription);
    expect(await state()).toMatchObject({ estado: 'Eliminada', secreto: '' });
  });
});
