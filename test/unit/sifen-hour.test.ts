import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { SendMode } from '../../src/domain/invoice/plan.ts';
import { MemoryQueue } from '../support/sifen/queue.ts';
import { runSending, type TestClock, testClock } from '../support/sifen/run.ts';
import type { Fault, Operation } from '../support/sifen/service.ts';
import { openWorld, type World } from '../support/sifen/world.ts';

/*
 * An hour of faults: invoices are sold on, and every one of them is approved once, in order. Clock and patience are
 * simulated; the line is not.
 */

const START = new Date('2026-11-26T12:00:00Z');
const HOUR_MS = 3_600_000;

/** Faults of the hour. */
const OF_THE_HOUR: readonly Fault[] = [
  'drop_before',
  'drop_after',
  'cut_after',
  'down',
  'busy',
  'fault',
  'html',
  'redirect',
  'empty_after',
  'namespace_after',
  'hang_before',
  'hang_after',
  'blocked',
  'batches_only',
];

let world: World | null = null;
afterEach(async () => {
  await world?.service.close();
  world = null;
});

/** Numbers of a point in the order of their approval. */
const numbersOf = (cdcs: readonly string[], point: string): number[] =>
  cdcs.filter((cdc) => cdc.slice(14, 17) === point).map((cdc) => Number(cdc.slice(17, 24)));

interface Run {
  readonly queue: MemoryQueue;
  readonly clock: TestClock;
  readonly world: World;
  readonly faults: ReadonlyMap<Fault, number>;
}

const sellThrough = async (
  count: number,
  mode: SendMode,
  faultAt: (minute: number, call: number, operation: Operation) => Fault | null,
): Promise<Run> => {
  const clock = testClock(START);
  const queue = new MemoryQueue();
  const faults = new Map<Fault, number>();
  let calls = 0;
  const minute = (): number => (clock.now().getTime() - START.getTime()) / 60_000;
  world = await openWorld({
    now: clock.now,
    batchMinutes: 4,
    faultOf: (operation) => faultAt(minute(), calls++, operation),
    onCall: (_operation, fault) => fault && faults.set(fault, (faults.get(fault) ?? 0) + 1),
  });
  const opened = world;
  let sold = 0;
  await runSending({ queue, service: opened.client, clock }, clock, {
    mode,
    // Two tills sell in turn, evenly over the hour and a half.
    each: async () => {
      while (sold < count && clock.now().getTime() >= START.getTime() + (sold * 1.5 * HOUR_MS) / count) {
        const till = (sold % 2) + 1;
        queue.add(opened.invoice(Math.floor(sold / 2) + 1, clock.now(), { point: `00${till}` }));
        sold += 1;
      }
    },
    until: () => sold === count && queue.invoices.every(({ tracking }) => tracking.state === 'aprobada'),
  });
  return { queue, clock, world: opened, faults };
};

const expectAllInOrder = ({ queue, world: { service } }: Run, count: number): void => {
  expect(queue.invoices.map(({ tracking }) => tracking.state)).toEqual(Array(count).fill('aprobada'));
  expect(service.register.approved.size).toBe(count);
  expect(service.register.rejected).toEqual([]);
  expect(service.register.offences).toEqual({ resentInProcess: 0, resentApproved: 0, impatient: 0 });
  for (const point of ['001', '002']) {
    const numbers = numbersOf(service.register.order, point);
    expect(numbers).toEqual(Array.from({ length: count / 2 }, (_, at) => at + 1));
  }
  for (const { cdc, tracking } of queue.invoices) {
    expect(tracking.protocol, cdc).toBe(service.register.approved.get(cdc)?.protocol);
    expect(tracking.approvedAt, cdc).toBeInstanceOf(Date);
  }
};

describe.each(['uno', 'lote', 'auto'] as const)('200 invoices through an hour of faults: %s', (mode) => {
  test('all approved, none twice, in order', async () => {
    // Well for ten minutes, an hour in which three calls in four go wrong, then well again.
    const run = await sellThrough(200, mode, (minute, call) =>
      minute < 10 || minute > 70 || call % 4 === 3
        ? null
        : (OF_THE_HOUR[(call * 5) % OF_THE_HOUR.length] ?? null),
    );
    expectAllInOrder(run, 200);
    expect([...run.faults.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThan(10);
  }, 120_000);
});

test('down for three hours: everything goes out when it is back, in order', async () => {
  const run = await sellThrough(60, 'auto', (minute) => (minute < 180 ? 'down' : null));
  expectAllInOrder(run, 60);
  // It is left alone: pauses grow to half an hour.
  expect(run.faults.get('down')).toBeLessThan(20);
}, 60_000);

test('an issuer whose documents are taken in batches only: one refusal, then batches by itself', async () => {
  const run = await sellThrough(20, 'auto', (minute, _call, operation) =>
    // In between the service is down besides: what it said before is not forgotten.
    minute > 20 && minute < 30 ? 'down' : operation === 'one' ? 'batches_only' : null,
  );
  expectAllInOrder(run, 20);
  expect(run.faults.get('batches_only')).toBe(1);
  expect(new Set(run.queue.invoices.map(({ tracking }) => tracking.mode))).toEqual(new Set(['lote']));
});

test('whatever goes wrong, and however often: nothing twice, nothing lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.constantFrom(...OF_THE_HOUR), { freq: 2 }), { minLength: 1, maxLength: 40 }),
      fc.constantFrom('uno' as const, 'lote' as const, 'auto' as const),
      async (given, mode) => {
        const run = await sellThrough(12, mode, (_minute, call) => given[call] ?? null);
        expectAllInOrder(run, 12);
        await run.world.service.close();
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);
