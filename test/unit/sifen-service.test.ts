import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SignedEvent } from '../../src/app/ports/invoice-service.ts';
import { rucDigit } from '../../src/domain/ruc.ts';
import type { Fault } from '../support/sifen/service.ts';
import { openWorld, strangerKeys, type World } from '../support/sifen/world.ts';

/*
 * The client against the simulated authority, over real TLS on loopback.
 */

const NOW = new Date('2026-11-26T12:00:00Z');
/** Its digit is right, but no register has it. */
const UNKNOWN = `80000001-${rucDigit('80000001')}`;
let now = NOW;
let fault: Fault | null = null;
let world: World;
let number = 0;

beforeAll(async () => {
  world = await openWorld({ now: () => now, faultOf: () => fault });
});
afterAll(() => world.service.close());
beforeEach(() => {
  fault = null;
  now = NOW;
  number += 1;
});

const next = (over = {}) => world.invoice(number, NOW, over);

describe('documents', () => {
  test('approved; sent again it is a duplicate; found by its CDC', async () => {
    const document = next();
    const first = await world.client.sendOne(document);
    expect(first).toMatchObject({ kind: 'approved', observations: [], at: NOW });
    expect(await world.client.sendOne(document)).toEqual({ kind: 'duplicate' });
    expect(await world.client.askCdc(document.cdc)).toEqual({
      kind: 'found',
      protocol: first.kind === 'approved' ? first.protocol : '',
      cancelled: false,
    });
  });

  test('sent three days late: approved with an observation', async () => {
    now = new Date(NOW.getTime() + 73 * 3_600_000);
    expect(await world.client.sendOne(next())).toMatchObject({
      kind: 'observed',
      observations: [{ code: '1005' }],
    });
  });

  test.each([
    ['1002', { securityCode: '987654321' }],
    ['1004', { signedAt: new Date(NOW.getTime() + 60_000) }],
    ['1306', { ruc: UNKNOWN }],
    ['1321', { total: 7_000_000 }],
  ])('rejected: %s', async (code, over) => {
    if (code === '1002') expect(await world.client.sendOne(next())).toMatchObject({ kind: 'approved' });
    const document = next(over);
    expect(await world.client.sendOne(document)).toMatchObject({ kind: 'rejected', reason: { code } });
    expect(await world.client.askCdc(document.cdc)).toEqual({ kind: 'not_found' });
  });

  test('a single changed character breaks the signature', async () => {
    const { cdc, xml } = next();
    const changed = { cdc, xml: xml.replace('Coca &amp; Cola', 'Cola &amp; Coca') };
    expect(changed.xml).not.toBe(xml);
    expect(await world.client.sendOne(changed)).toMatchObject({ kind: 'rejected', reason: { code: '0141' } });
  });

  test('a declaration before the document is left out, and nothing else', async () => {
    const { cdc, xml } = next();
    const declared = { cdc, xml: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}` };
    expect(await world.client.sendOne(declared)).toMatchObject({ kind: 'approved' });
  });
});

describe('batches', () => {
  test('received, in process, done; asked by number and by a CDC', async () => {
    const documents = [
      next(),
      world.invoice(1_000 + number, NOW),
      world.invoice(2_000 + number, NOW, { ruc: UNKNOWN }),
    ];
    const sent = await world.client.sendBatch(documents);
    if (sent.kind !== 'queued') throw new Error(sent.kind);
    expect(await world.client.askBatch(sent)).toEqual({ kind: 'in_process', batch: sent.batch });
    now = new Date(NOW.getTime() + 600_000);
    const state = await world.client.askBatch({ cdc: documents[1]?.cdc ?? '' });
    const kinds =
      state.kind === 'done' ? documents.map(({ cdc }) => state.verdicts.get(cdc)?.kind) : state.kind;
    expect(kinds).toEqual(['approved', 'approved', 'rejected']);
    now = new Date(NOW.getTime() + 49 * 3_600_000);
    expect(await world.client.askBatch(sent)).toEqual({ kind: 'too_old' });
  });

  test('unknown numbers; too many and none are not sent', async () => {
    expect(await world.client.askBatch({ batch: '12' })).toEqual({ kind: 'unknown_batch' });
    expect(await world.client.sendBatch([])).toMatchObject({ kind: 'not_queued' });
    const many = Array.from({ length: 51 }, () => next());
    expect(await world.client.sendBatch(many)).toMatchObject({
      kind: 'not_queued',
      reason: { code: '0301' },
    });
  });

  test('the issuer is blocked for a while', async () => {
    fault = 'blocked';
    expect(await world.client.sendBatch([next()])).toMatchObject({
      kind: 'not_queued',
      reason: { code: '0301' },
    });
  });

  test('what cannot be made small is not sent', async () => {
    const noise = Array.from({ length: 1_000_000 }, (_, at) =>
      String.fromCharCode(33 + ((at * 7_919 * (at % 97)) % 90)),
    ).join('');
    const reply = await world.client.sendBatch([
      { cdc: next().cdc, xml: `<rDE>${noise}${noise}${noise}</rDE>` },
    ]);
    expect(reply).toMatchObject({
      kind: 'not_queued',
      reason: { code: expect.stringMatching(/^0(270|301)$/) },
    });
  });
});

describe('events and RUCs', () => {
  const signed = (made: ReturnType<World['maker']['cancellation']>): SignedEvent => {
    if (!made.ok) throw new Error(made.error.code);
    return { id: String(made.value.id), xml: made.value.xml };
  };
  const cancellationOf = (id: number, { cdc }: { readonly cdc: string }, day = '2026-11-26'): SignedEvent =>
    signed(world.maker.cancellation({ id, cdc, reason: 'Error en el monto', signedAt: `${day} 09:00:00` }));
  const unusedOf = (id: number, from: number, to: number): SignedEvent =>
    signed(
      world.maker.unusedNumbers({
        id,
        kind: 'factura',
        timbrado: '12345678',
        establishment: '001',
        point: '001',
        from,
        to,
        reason: 'Salto de numeración',
        signedAt: '2026-11-26 09:00:00',
      }),
    );
  /** What is said of each: `registered`, or the code of its rejection. */
  const tell = async (...events: readonly SignedEvent[]): Promise<readonly string[]> => {
    const reply = await world.client.sendEvents(events);
    if (reply.kind !== 'answered') return [reply.kind];
    return [...reply.replies.values()].map((each) =>
      each.kind === 'event_rejected' ? each.reason.code : each.kind,
    );
  };

  test('a cancellation, once; seen when the document is asked for', async () => {
    const document = next();
    await world.client.sendOne(document);
    const event = cancellationOf(7, document);
    expect(await world.client.sendEvents([event])).toEqual({
      kind: 'answered',
      replies: new Map([['7', { kind: 'registered', protocol: expect.any(String), at: NOW }]]),
    });
    expect(await tell(event)).toEqual(['4003']);
    expect(await world.client.askCdc(document.cdc)).toMatchObject({ kind: 'found', cancelled: true });
  });

  test('too late to cancel', async () => {
    const document = next();
    await world.client.sendOne(document);
    now = new Date(NOW.getTime() + 49 * 3_600_000);
    expect(await tell(cancellationOf(8, document, '2026-11-28'))).toEqual(['4009']);
  });

  test('unused numbers, once; not those of approved documents', async () => {
    await world.client.sendOne(next());
    expect(await tell(unusedOf(9, number, number + 1))).toEqual(['4065']);
    expect(await tell(unusedOf(9, 5_000, 5_010))).toEqual(['registered']);
    expect(await tell(unusedOf(9, 5_005, 5_005))).toEqual(['4066']);
    expect(await world.client.sendOne(world.invoice(5_003, NOW))).toMatchObject({
      kind: 'rejected',
      reason: { code: '1109' },
    });
  });

  test('up to fifteen of both kinds in one message, each with its own answer', async () => {
    const documents = Array.from({ length: 10 }, (_, at) => world.invoice(6_000 + at, NOW));
    for (const document of documents.slice(1)) await world.client.sendOne(document);
    const group = [
      ...documents.map((document, at) => cancellationOf(20 + at, document)),
      ...[6_100, 6_110, 6_110, 6_120, 6_001].map((from, at) => unusedOf(40 + at, from, from)),
    ];
    expect(await tell(...group)).toEqual([
      '4002',
      ...Array(9).fill('registered'),
      ...['registered', 'registered', '4066', 'registered', '4065'],
    ]);
    expect(await tell(...group, unusedOf(50, 6_200, 6_200))).toEqual(['refused']);
    expect(await tell(unusedOf(51, 6_300, 6_300), unusedOf(51, 6_301, 6_301))).toEqual(['refused']);
    expect(world.service.register.unused.has('1-12345678-001-001-0006200')).toBe(false);
  });

  test('RUCs', async () => {
    expect(await world.client.askRuc('80069563')).toMatchObject({ kind: 'ruc', stateCode: 'ACT' });
    expect(await world.client.askRuc('80000001')).toMatchObject({ kind: 'ruc_unknown' });
  });
});

describe('what goes wrong on the way', () => {
  test.each([
    ['drop_before', 'cut', true, false],
    ['drop_after', 'cut', true, true],
    ['cut_after', 'cut', true, true],
    ['hang_before', 'timeout', true, false],
    ['hang_after', 'timeout', true, true],
    ['drip_after', 'timeout', true, true],
    ['down', 'down', true, false],
    ['busy', 'down', true, false],
    ['fault', 'down', true, false],
    ['html', 'unreadable', true, false],
    ['redirect', 'unreadable', false, false],
    ['empty_after', 'unreadable', true, true],
    ['namespace_after', 'unreadable', true, true],
  ] as const)('%s: %s', async (given, cause, mayHaveArrived, arrived) => {
    const document = next();
    fault = given;
    expect(await world.client.sendOne(document)).toMatchObject({ kind: 'trouble', cause, mayHaveArrived });
    // What is believed to be safe to send again must not have arrived.
    expect(world.service.register.approved.has(document.cdc)).toBe(arrived);
    fault = null;
    expect((await world.client.askCdc(document.cdc)).kind).toBe(arrived ? 'found' : 'not_found');
  });

  test('without a word within its time, by the clock', async () => {
    fault = 'hang_before';
    const client = await world.another({ answerMs: 500 });
    expect(await client.sendOne(next())).toMatchObject({ kind: 'trouble', cause: 'timeout' });
  });

  test('late is not never', async () => {
    fault = 'late';
    expect(await world.client.sendOne(next())).toMatchObject({ kind: 'approved' });
  });

  test('nobody listens', async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, '127.0.0.1', () => {
        const address = closed.address();
        closed.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      }),
    );
    const client = await world.another({ url: `https://127.0.0.1:${port}` });
    expect(await client.sendOne(next())).toMatchObject({ cause: 'unreachable', mayHaveArrived: false });
  });

  test('somebody listens who does not speak TLS, or nothing', async () => {
    const deaf = createServer((socket) => socket.on('error', () => {}).resume());
    const chatty = createServer((socket) =>
      socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    const listen = (server: typeof deaf) =>
      new Promise<string>((resolve) =>
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(`https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
        }),
      );
    try {
      const silent = await world.another({ url: await listen(deaf), connectMs: 300 });
      expect(await silent.sendOne(next())).toMatchObject({ kind: 'trouble', mayHaveArrived: false });
      const plain = await world.another({ url: await listen(chatty) });
      expect(await plain.sendOne(next())).toMatchObject({ cause: 'tls', mayHaveArrived: false });
    } finally {
      deaf.close();
      chatty.close();
    }
  });

  test('a service that nobody vouches for is not told anything', async () => {
    const client = await world.another({ authority: null });
    const document = next();
    expect(await client.sendOne(document)).toMatchObject({ cause: 'tls', mayHaveArrived: false });
    expect(world.service.register.approved.has(document.cdc)).toBe(false);
  });

  test('a certificate of ours that the service does not take', async () => {
    const client = await world.another({ keys: strangerKeys() });
    const document = next();
    // Node's server says no by closing the line; others send an alert, which is cause `tls`.
    expect(await client.sendOne(document)).toMatchObject({
      kind: 'trouble',
      cause: expect.stringMatching(/^(cut|tls)$/),
    });
    expect(world.service.register.approved.has(document.cdc)).toBe(false);
  });

  test('no secret in what is told of a failure', async () => {
    const client = await world.another({ keys: strangerKeys() });
    expect(JSON.stringify(await client.sendOne(next()))).not.toMatch(/PRIVATE|BEGIN|clave de prueba/);
  });
});
