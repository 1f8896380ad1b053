import { describe, expect, test } from 'vitest';
import type { InvoiceService } from '../../src/app/ports/invoice-service.ts';
import { NO_QUIET, sendStep } from '../../src/app/send-invoices.ts';
import { makeCdc, parseCdc } from '../../src/domain/invoice/cdc.ts';
import { correctionOf } from '../../src/domain/invoice/correction.ts';
import { cancelLimit, minutesAfter, pauseMinutes } from '../../src/domain/invoice/limits.ts';
import {
  afterBatch,
  afterCdc,
  afterSending,
  starting,
  unansweredQuestion,
} from '../../src/domain/invoice/outcome.ts';
import { nextStep, type SendMode } from '../../src/domain/invoice/plan.ts';
import type { Trouble } from '../../src/domain/invoice/reply.ts';
import {
  type OpenInvoice,
  type OpenState,
  type Tracking,
  UNSENT,
} from '../../src/domain/invoice/tracking.ts';
import { MemoryQueue } from '../support/sifen/queue.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);

const PARTS = {
  type: 1,
  ruc: '80069563-1',
  establishment: '001',
  point: '001',
  number: 69,
  taxpayerType: 2,
  day: '2026-11-26',
  emission: 1,
  securityCode: '123456789',
} as const;

const trouble = (cause: Trouble['cause'], mayHaveArrived: boolean): Trouble => ({
  kind: 'trouble',
  cause,
  mayHaveArrived,
  reason: null,
  detail: '',
});

const open = (number: number, over: Partial<Tracking> = {}, point = '001'): OpenInvoice => ({
  id: number,
  cdc: makeCdc({ ...PARTS, number, point }),
  tracking: { ...UNSENT, ...over } as Tracking & { state: OpenState },
});

describe('limits', () => {
  test('an invoice can be cancelled for 48 hours, a credit note for 168', () => {
    expect(cancelLimit(1, NOW, hours(48))).toEqual({ kind: 'in_time', until: hours(48) });
    expect(cancelLimit(1, NOW, minutesAfter(hours(48), 1))).toEqual({ kind: 'too_late', since: hours(48) });
    expect(cancelLimit(5, NOW, hours(168)).kind).toBe('in_time');
    expect(cancelLimit(5, NOW, minutesAfter(hours(168), 1)).kind).toBe('too_late');
  });

  test('pauses grow, and not without end', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(pauseMinutes)).toEqual([1, 2, 5, 10, 15, 30, 30]);
  });
});

describe('a rejected document', () => {
  test('keeps its CDC where nothing in it changes', () => {
    expect(correctionOf('1306', PARTS, { ...PARTS, securityCode: '987654321' })).toEqual({
      kind: 'same_cdc',
    });
    expect(correctionOf('0141', PARTS, PARTS)).toEqual({ kind: 'same_cdc' });
  });

  test('gets a new number where the CDC changes, or where the rejection stands in it', () => {
    const another = { kind: 'new_number', reportOld: true };
    expect(correctionOf('1306', PARTS, { ...PARTS, day: '2026-11-27' })).toEqual(another);
    expect(correctionOf('1306', PARTS, { ...PARTS, ruc: '80000001-7' })).toEqual(another);
    expect(correctionOf('1106', PARTS, PARTS)).toEqual(another);
  });

  test('reports no number that is spent', () => {
    expect(correctionOf('1002', PARTS, PARTS)).toEqual({ kind: 'new_number', reportOld: false });
    expect(correctionOf('1109', PARTS, PARTS)).toEqual({ kind: 'new_number', reportOld: false });
  });

  test('the parts are those of the CDC', () => {
    expect(parseCdc(makeCdc(PARTS))).toEqual(PARTS);
  });
});

describe('what is next', () => {
  const next = (invoices: readonly OpenInvoice[], mode: SendMode = 'uno', now = NOW) =>
    nextStep(invoices, now, { mode, mostInBatch: 50 });

  test('nothing', () => {
    expect(next([])).toEqual({ kind: 'wait', until: null });
  });

  test('a number waits behind one of its series that waits or is in doubt; other points do not', () => {
    const later = minutesAfter(NOW, 5);
    const doubtful = open(1, { state: 'en_duda', mode: 'uno', sentAt: NOW, nextAt: later });
    expect(next([doubtful, open(2)])).toEqual({ kind: 'wait', until: later });
    expect(next([open(1, { nextAt: later }), open(2)])).toEqual({ kind: 'wait', until: later });
    expect(next([doubtful, open(2), open(1, {}, '002')])).toMatchObject({
      kind: 'send_one',
      invoice: { cdc: open(1, {}, '002').cdc },
    });
  });

  test('a doubt that nobody resolves holds the others up for six hours at most', () => {
    const doubtful = open(1, { state: 'en_duda', mode: 'uno', sentAt: hours(-7), nextAt: hours(1) });
    expect(next([doubtful, open(2)])).toMatchObject({ kind: 'send_one', invoice: { id: 2 } });
  });

  test('what a sender left behind is asked for, not sent again', () => {
    const left = open(1, { state: 'enviando', mode: 'uno', sentAt: hours(-1), sendings: 1 });
    expect(next([left, open(2)])).toMatchObject({ kind: 'ask_cdc', invoice: { id: 1 } });
    const lost = [1, 2].map((id) =>
      open(id, { state: 'enviando', mode: 'lote', sentAt: hours(-1), sendings: 1 }),
    );
    expect(next(lost)).toEqual({ kind: 'ask_lost_batch', invoices: lost });
  });

  test('questions come before sendings', () => {
    const received = open(1, { state: 'en_lote', batch: '12', nextAt: NOW });
    expect(next([received, open(2)])).toMatchObject({ kind: 'ask_batch', batch: '12' });
  });

  test('batches: one kind, at most fifty, together across points', () => {
    const invoices = Array.from({ length: 60 }, (_, at) => open(at + 1));
    const note: OpenInvoice = { ...open(61), cdc: makeCdc({ ...PARTS, type: 5, number: 1 }) };
    const step = next([note, ...invoices], 'lote');
    expect(step.kind === 'send_batch' && step.invoices).toEqual([note]);
    const rest = next(invoices, 'lote');
    expect(rest.kind === 'send_batch' && rest.invoices).toHaveLength(50);
    const both = next([open(1), open(1, {}, '002')], 'lote');
    expect(both.kind === 'send_batch' && both.invoices).toHaveLength(2);
  });

  test('auto: few go one by one, many together; none alone behind a batch', () => {
    const four = [1, 2, 3, 4].map((number) => open(number));
    expect(next(four, 'auto').kind).toBe('send_one');
    expect(next([...four, open(5)], 'auto').kind).toBe('send_batch');
    const received = open(1, { state: 'en_lote', batch: '12', nextAt: hours(1) });
    expect(next([received, open(2)], 'auto').kind).toBe('send_batch');
  });

  test('a batch that is refused again and again: the first goes alone, to learn why', () => {
    const refused = { reason: { code: '0301', message: '' }, failures: 2 };
    expect(next([open(1, refused), open(2, refused)], 'lote')).toMatchObject({
      kind: 'send_one',
      invoice: { id: 1 },
    });
  });

  test('a batch that is too large is halved', () => {
    const large = { reason: { code: '0270', message: '' }, failures: 2 };
    const step = next(
      Array.from({ length: 50 }, (_, at) => open(at + 1, large)),
      'lote',
    );
    expect(step.kind === 'send_batch' && step.invoices).toHaveLength(12);
  });
});

describe('what an answer makes of a document', () => {
  const sent = starting(UNSENT, 'uno', NOW);

  test('a sending is written down before it is made', () => {
    expect(sent).toMatchObject({ state: 'enviando', sendings: 1, sentAt: NOW, nextAt: minutesAfter(NOW, 1) });
  });

  test('what cannot have arrived is sent again after a pause that grows', () => {
    const once = afterSending(sent, trouble('unreachable', false), NOW);
    expect(once).toMatchObject({ state: 'pendiente', failures: 1, nextAt: minutesAfter(NOW, 1) });
    const again = afterSending(starting(once, 'uno', NOW), trouble('unreachable', false), NOW);
    expect(again).toMatchObject({ state: 'pendiente', failures: 2, nextAt: minutesAfter(NOW, 2) });
  });

  test('what may have arrived is asked for first, and "not found" is believed the second time, after ten minutes', () => {
    const doubt = afterSending(sent, trouble('timeout', true), NOW);
    expect(doubt).toMatchObject({ state: 'en_duda', nextAt: minutesAfter(NOW, 1) });
    const asked = afterCdc(doubt, { kind: 'not_found' }, minutesAfter(NOW, 1));
    expect(asked).toMatchObject({ state: 'en_duda', nextAt: minutesAfter(NOW, 10) });
    expect(afterCdc(asked, { kind: 'not_found' }, minutesAfter(NOW, 2)).state).toBe('en_duda');
    expect(afterCdc(asked, { kind: 'not_found' }, minutesAfter(NOW, 10))).toMatchObject({
      state: 'pendiente',
      nextAt: null,
    });
  });

  test('a duplicate is approved by asking, and never sent again', () => {
    const duplicate = afterSending(sent, { kind: 'duplicate' }, NOW);
    expect(duplicate).toMatchObject({ state: 'en_duda', nextAt: NOW, reason: { code: '1001' } });
    let asked = duplicate;
    for (let times = 1; times < 20; times += 1) asked = afterCdc(asked, { kind: 'not_found' }, hours(times));
    expect(asked.state).toBe('en_duda');
    const found = afterCdc(asked, { kind: 'found', protocol: '7', cancelled: false }, hours(30));
    expect(found).toMatchObject({ state: 'aprobada', protocol: '7', approvedAt: NOW, reason: null });
  });

  test('found cancelled', () => {
    expect(afterCdc(sent, { kind: 'found', protocol: '7', cancelled: true }, NOW).state).toBe('cancelada');
  });

  test('a batch is first asked for after ten minutes, and never more often, whatever the trouble', () => {
    const batch = afterBatch(starting(UNSENT, 'lote', NOW), { kind: 'queued', batch: '12' }, NOW);
    expect(batch).toMatchObject({ state: 'en_lote', batch: '12', nextAt: minutesAfter(NOW, 10) });
    expect(unansweredQuestion(batch, trouble('down', true), hours(1))).toMatchObject({
      state: 'en_lote',
      nextAt: minutesAfter(hours(1), 10),
    });
    const lost = afterBatch(starting(UNSENT, 'lote', NOW), trouble('timeout', true), NOW);
    expect(lost).toMatchObject({ state: 'en_duda', nextAt: minutesAfter(NOW, 10) });
    expect(unansweredQuestion(lost, trouble('cut', true), hours(1))).toMatchObject({
      state: 'en_duda',
      nextAt: minutesAfter(hours(1), 10),
    });
  });

  test('a refused batch waits a quarter of an hour at least: the issuer may be blocked', () => {
    const refused = { kind: 'not_queued', reason: { code: '0301', message: '' } } as const;
    expect(afterBatch(starting(UNSENT, 'lote', NOW), refused, NOW)).toMatchObject({
      state: 'pendiente',
      nextAt: minutesAfter(NOW, 15),
    });
  });
});

const never = async (): Promise<never> => {
  throw new Error('not expected');
};
const deaf: InvoiceService = {
  sendOne: never,
  sendBatch: never,
  askBatch: never,
  askCdc: never,
  sendEvents: never,
  askRuc: never,
};

describe('documents that are taken in batches only', () => {
  const reason = { code: '1264', message: 'x' };
  const refusing = { ...deaf, sendOne: async () => ({ kind: 'batches_only', reason }) as const };
  const clock = { now: () => NOW };
  const queued = (): MemoryQueue => {
    const queue = new MemoryQueue();
    queue.add({ cdc: open(1).cdc, xml: '<rDE/>' });
    return queue;
  };

  test('auto: at once, and those that come later', async () => {
    const queue = queued();
    const batches: number[] = [];
    const service: InvoiceService = {
      ...refusing,
      sendBatch: async (documents) => {
        batches.push(documents.length);
        return { kind: 'queued', batch: String(batches.length) };
      },
    };
    const turn = () => sendStep({ queue, service, clock }, { sender: 'yo', mode: 'auto' });
    expect((await turn()).event).toMatchObject({
      trouble: null,
      settled: [{ tracking: { reason, nextAt: null } }],
    });
    await turn();
    queue.add({ cdc: open(2).cdc, xml: '<rDE/>' });
    await turn();
    expect(batches).toEqual([1, 1]);
    expect(queue.invoices.map(({ tracking }) => tracking)).toMatchObject([
      { state: 'en_lote', batch: '1', reason: null },
      { state: 'en_lote', batch: '2' },
    ]);
  });

  test('told to send one by one: a matter of the set-up, tried again later', async () => {
    const queue = queued();
    const turn = await sendStep({ queue, service: refusing, clock }, { sender: 'yo', mode: 'uno' });
    expect(turn.event).toMatchObject({ trouble: { cause: 'not_allowed', reason } });
    expect(turn.quiet.until).toEqual(minutesAfter(NOW, 1));
    expect(queue.invoices[0]?.tracking).toMatchObject({
      state: 'pendiente',
      failures: 1,
      reason,
      nextAt: minutesAfter(NOW, 1),
    });
  });
});

describe('one sender at a time', () => {
  test('the second does nothing', async () => {
    const queue = new MemoryQueue();
    queue.add({ cdc: open(1).cdc, xml: '<rDE/>' });
    await queue.hold('otro');
    const turn = await sendStep(
      { queue, service: deaf, clock: { now: () => NOW } },
      { sender: 'yo', mode: 'uno' },
    );
    expect(turn).toEqual({ event: { kind: 'busy' }, quiet: NO_QUIET });
  });

  test('a process that dies while it sends leaves a question, not a second sending', async () => {
    const queue = new MemoryQueue();
    queue.add({ cdc: open(1).cdc, xml: '<rDE/>' });
    const dying = { ...deaf, sendOne: never };
    const clock = { now: () => NOW };
    await expect(
      sendStep({ queue, service: dying, clock }, { sender: 'uno', mode: 'uno' }),
    ).rejects.toThrow();
    await queue.release();
    const found = {
      ...deaf,
      askCdc: async () => ({ kind: 'found', protocol: '7', cancelled: false }) as const,
    };
    const after = { now: () => hours(1) };
    await sendStep({ queue, service: found, clock: after }, { sender: 'dos', mode: 'uno' });
    expect(queue.invoices[0]?.tracking).toMatchObject({ state: 'aprobada', sendings: 1 });
  });

  test('a document that was taken out of the queue meanwhile is not sent', async () => {
    const queue = new MemoryQueue();
    queue.add({ cdc: open(1).cdc, xml: '<rDE/>' });
    const taken = {
      ...queue,
      open: queue.open,
      documents: queue.documents,
      hold: queue.hold,
      save: async () => [],
    };
    const turn = await sendStep(
      { queue: taken, service: deaf, clock: { now: () => NOW } },
      { sender: 'yo', mode: 'uno' },
    );
    expect(turn.event).toEqual({ kind: 'did', step: 'send_one', settled: [], trouble: null });
  });
});
