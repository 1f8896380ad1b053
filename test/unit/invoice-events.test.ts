import { describe, expect, test } from 'vitest';
import type { InvoiceService, SignedEvent } from '../../src/app/ports/invoice-service.ts';
import { sendEventsStep } from '../../src/app/send-events.ts';
import type { InvoiceEvent } from '../../src/domain/invoice/event.ts';
import { minutesAfter } from '../../src/domain/invoice/limits.ts';
import type { EventReply, EventsReply, Trouble } from '../../src/domain/invoice/reply.ts';
import { MemoryQueue } from '../support/sifen/queue.ts';

/* Cancellations and reports of unused numbers on their way: grouped, in order, never twice. */

const NOW = new Date('2026-11-26T12:00:00Z');
const hours = (count: number): Date => minutesAfter(NOW, 60 * count);

const cancel = (number = 1): InvoiceEvent => ({
  kind: 'cancelacion',
  cdc: String(number).padStart(44, '0'),
  reason: 'Error',
});
const unused = (number = 1): InvoiceEvent => ({
  kind: 'inutilizacion',
  type: 1,
  timbrado: '12345678',
  establishment: '001',
  point: '001',
  from: number,
  to: number,
  reason: 'Salto',
});

const trouble = (cause: Trouble['cause'], mayHaveArrived: boolean): Trouble => ({
  kind: 'trouble',
  cause,
  mayHaveArrived,
  reason: null,
  detail: '',
});
const registered: EventReply = { kind: 'registered', protocol: '9', at: NOW };
const rejected = (code: string): EventReply => ({ kind: 'event_rejected', reason: { code, message: '' } });
const refused: EventsReply = { kind: 'refused', reason: { code: '0160', message: 'XML malformado' } };

/** The same word about each, or a word by id. */
const each =
  (word: EventReply | ((id: number) => EventReply)) =>
  async (events: readonly SignedEvent[]): Promise<EventsReply> => ({
    kind: 'answered',
    replies: new Map(
      events.map(({ id }) => [id, typeof word === 'function' ? word(Number(id)) : word] as const),
    ),
  });
const cdc = (cancelled: boolean) => async () => ({ kind: 'found', protocol: '7', cancelled }) as const;

const signer = { sign: (id: number) => ({ id: String(id), xml: '<x/>' }) };

const never = async (): Promise<never> => {
  throw new Error('not expected');
};

const queueOf = (...events: readonly InvoiceEvent[]): MemoryQueue => {
  const queue = new MemoryQueue();
  for (const event of events) queue.addEvent(event);
  return queue;
};

type Answers = Partial<Pick<InvoiceService, 'sendEvents' | 'askCdc'>>;

const step = (queue: MemoryQueue, answers: Answers, now = NOW) =>
  sendEventsStep(
    { queue, service: { sendEvents: never, askCdc: never, ...answers }, signer, clock: { now: () => now } },
    'yo',
  );

/** Steps until nothing is due or the service is in trouble, as the command does; the ids of each message. */
const run = async (queue: MemoryQueue, answers: Answers, now = NOW): Promise<string[]> => {
  const messages: string[] = [];
  const { sendEvents = never } = answers;
  const noted: Answers = {
    ...answers,
    sendEvents: (events) => {
      messages.push(events.map(({ id }) => id).join(' '));
      return sendEvents(events);
    },
  };
  for (;;) {
    const done = await step(queue, noted, now);
    if (done === null || done.trouble) return messages;
  }
};

const statesOf = ({ events }: MemoryQueue): string[] => events.map(({ tracking }) => tracking.state);
const many = (count: number, make: (number: number) => InvoiceEvent): InvoiceEvent[] =>
  Array.from({ length: count }, (_, at) => make(at + 1));

describe('a queue of events', () => {
  test('goes in groups of fifteen, in order; each gets its own answer', async () => {
    const queue = queueOf(...many(10, cancel), ...many(10, unused));
    const sent = await run(queue, {
      sendEvents: each((id) => (id % 4 === 0 ? rejected('4006') : registered)),
    });
    expect(sent).toEqual(['1 2 3 4 5 6 7 8 9 10 11 12 13 14 15', '16 17 18 19 20']);
    expect(statesOf(queue)).toEqual(
      many(20, unused).map((_, at) => ((at + 1) % 4 === 0 ? 'rechazado' : 'registrado')),
    );
    expect(queue.events[0]?.tracking).toMatchObject({ protocol: '9', registeredAt: NOW, sendings: 1 });
    expect(await step(queue, {})).toBeNull();
  });

  test('waits while another process has the turn', async () => {
    const queue = queueOf(cancel());
    await queue.hold('otro');
    expect(await step(queue, {})).toBeNull();
    expect(statesOf(queue)).toEqual(['pendiente']);
  });

  test('what cannot be signed is neither sent nor in doubt', async () => {
    const queue = queueOf(cancel());
    const service = { sendEvents: never, askCdc: never };
    const ports = { queue, service, signer: { sign: () => expect.unreachable() }, clock: { now: () => NOW } };
    await expect(sendEventsStep(ports, 'yo')).rejects.toThrow();
    expect(queue.events[0]?.tracking).toMatchObject({ state: 'pendiente', sendings: 0 });
  });

  test('what cannot have arrived goes again as it was, all together', async () => {
    const queue = queueOf(...many(4, cancel));
    await run(queue, { sendEvents: async () => trouble('unreachable', false) });
    expect(statesOf(queue)).toEqual(Array(4).fill('pendiente'));
    expect(queue.events[3]?.tracking).toMatchObject({ nextAt: minutesAfter(NOW, 1), failures: 1 });
    expect(await run(queue, { sendEvents: each(registered) }, hours(1))).toEqual(['1 2 3 4']);
  });
});

describe('a group that nobody answered', () => {
  const silent: Answers = { sendEvents: async () => trouble('timeout', true) };

  test('is asked about, document by document, before anything is sent again', async () => {
    const queue = queueOf(...many(4, cancel));
    await run(queue, silent);
    expect(statesOf(queue)).toEqual(Array(4).fill('enviando'));
    const asked: number[] = [];
    const askCdc: InvoiceService['askCdc'] = async (of) => {
      asked.push(Number(of));
      return cdc(Number(of) % 2 === 0)();
    };
    // The two that are not cancelled go again, and only they.
    expect(await run(queue, { askCdc, sendEvents: each(registered) }, hours(1))).toEqual(['1 3']);
    expect(asked).toEqual([1, 2, 3, 4]);
    expect(queue.events.map(({ tracking }) => tracking.sendings)).toEqual([2, 1, 2, 1]);
    expect(statesOf(queue)).toEqual(Array(4).fill('registrado'));
  });

  test('stays as it is while nobody answers the question either', async () => {
    const queue = queueOf(cancel());
    await run(queue, silent);
    expect(await run(queue, { askCdc: async () => trouble('down', true) }, hours(1))).toEqual([]);
    expect(queue.events[0]?.tracking).toMatchObject({ state: 'enviando', failures: 2, sendings: 1 });
  });

  test('gets smaller each time, down to one', async () => {
    const queue = queueOf(...many(15, cancel));
    const sizes: number[] = [];
    for (let times = 0; times < 5; times += 1) {
      const [first = ''] = await run(queue, { ...silent, askCdc: cdc(false) }, hours(times));
      sizes.push(first.split(' ').length);
    }
    expect(sizes).toEqual([15, 7, 3, 1, 1]);
  });

  test('a process that dies while it sends leaves questions', async () => {
    const queue = queueOf(cancel(), unused());
    await expect(step(queue, {})).rejects.toThrow();
    expect(statesOf(queue)).toEqual(['enviando', 'enviando']);
    expect(await run(queue, { askCdc: cdc(true), sendEvents: each(registered) })).toEqual(['2']);
    expect(queue.events[0]?.tracking).toMatchObject({ state: 'registrado', sendings: 1 });
  });

  test('unused numbers, which no service tells about: "reported already" is then the answer to the first', async () => {
    const queue = queueOf(unused());
    await run(queue, silent);
    // A line that is down in between does not take the doubt away.
    await run(queue, { sendEvents: async () => trouble('unreachable', false) }, hours(1));
    await run(queue, { sendEvents: each(rejected('4066')) }, hours(2));
    expect(queue.events[0]?.tracking).toMatchObject({ state: 'registrado', reason: { code: '4066' } });
    const first = queueOf(unused());
    await run(first, { sendEvents: each(rejected('4066')) });
    expect(statesOf(first)).toEqual(['rechazado']);
  });
});

describe('a group that the service cannot take', () => {
  test('refused as a whole: one by one, after asking; the good ones are registered', async () => {
    const queue = queueOf(cancel(1), unused(2), cancel(3));
    const sendEvents: InvoiceService['sendEvents'] = async (events) =>
      events.length > 1 || events[0]?.id === '3' ? refused : each(registered)(events);
    expect(await run(queue, { sendEvents, askCdc: cdc(false) })).toEqual(['1 2 3', '1', '2', '3']);
    expect(statesOf(queue)).toEqual(['registrado', 'registrado', 'rechazado']);
    expect(queue.events[2]?.tracking.reason).toMatchObject({ code: '0160' });
  });

  test('answered in part: the rest is in doubt, and told so', async () => {
    const queue = queueOf(...many(3, cancel));
    const part = each((id) => (id === 2 ? registered : trouble('unreadable', true)));
    const done = await step(queue, { sendEvents: part });
    expect(done?.trouble).toMatchObject({ cause: 'unreadable' });
    expect(done?.settled.map(({ id, tracking }) => [id, tracking.state])).toEqual([
      [1, 'enviando'],
      [2, 'registrado'],
      [3, 'enviando'],
    ]);
    expect(await run(queue, { askCdc: cdc(true) }, hours(1))).toEqual([]);
    expect(statesOf(queue)).toEqual(Array(3).fill('registrado'));
  });
});

describe('"cancelled already"', () => {
  test('is believed when the document says so', async () => {
    const queue = queueOf(...many(2, cancel));
    await run(queue, {
      sendEvents: each((id) => (id === 1 ? rejected('4003') : registered)),
      askCdc: cdc(true),
    });
    expect(statesOf(queue)).toEqual(['registrado', 'registrado']);
  });

  test('is a rejection when it does not', async () => {
    const late = queueOf(cancel());
    expect(await run(late, { sendEvents: each(rejected('4009')), askCdc: cdc(false) })).toEqual(['1']);
    expect(late.events[0]?.tracking).toMatchObject({ state: 'rechazado', reason: { code: '4009' } });
  });

  test('waits for the question to be answered', async () => {
    const queue = queueOf(cancel());
    await run(queue, { sendEvents: each(rejected('4003')), askCdc: async () => trouble('cut', true) });
    expect(queue.events[0]?.tracking).toMatchObject({ state: 'enviando', reason: { code: '4003' } });
    await run(queue, { askCdc: cdc(true) }, hours(1));
    expect(statesOf(queue)).toEqual(['registrado']);
  });
});
