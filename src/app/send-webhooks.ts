import { PosFailure } from '../domain/errors.ts';
import type { Attempt, ClaimedDelivery } from '../domain/webhook.ts';
import type { Outbox, Post } from './ports/webhooks.ts';
import type { Ids } from './ports.ts';

interface Ports {
  readonly outbox: Outbox;
  readonly post: Post;
  readonly ids: Ids;
}

export interface Sent {
  readonly delivered: number;
  readonly failed: number;
}

/** Told of each attempt, for a log; never of what was in it. */
export type OnAttempt = (
  delivery: Pick<ClaimedDelivery, 'id' | 'eventId' | 'type'>,
  attempt: Attempt,
) => void;

/** Messages of one subscription that are taken at once. */
const EACH = 10;
/** Messages on their way at once: so many connections. */
const AT_ONCE = 64;
/** Seconds that what was taken is held: longer than a round can last, with its time limit of 10 s a message. */
const HOLD_SECONDS = 120;
/** Milliseconds between looks when nothing is due, and after the database was gone. */
const IDLE_MS = 1_000;
const OUTAGE_MS = 5_000;
/** Milliseconds between tidyings. */
const TIDY_MS = 3_600_000;

/** Takes what is due and sends it; what fails waits for its next attempt. Zero of both: nothing is due. */
export const sendDue = async ({ outbox, post, ids }: Ports, told: OnAttempt): Promise<Sent> => {
  const mark = ids.uuid();
  const due = [...(await outbox.claim(mark, EACH, HOLD_SECONDS))];
  let delivered = 0;
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let next = due.shift(); next; next = due.shift()) {
      const attempt = await post(next);
      if (attempt.ok) delivered += 1;
      else failed += 1;
      await outbox.finish(next.id, mark, attempt);
      told(next, attempt);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, due.length) }, worker));
  return { delivered, failed };
};

/** Sends until nothing is due. */
export const sendAllDue = async (ports: Ports, told: OnAttempt): Promise<Sent> => {
  let all: Sent = { delivered: 0, failed: 0 };
  for (;;) {
    const round = await sendDue(ports, told);
    if (round.delivered + round.failed === 0) return all;
    all = { delivered: all.delivered + round.delivered, failed: all.failed + round.failed };
  }
};

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });

/**
 * Sends what becomes due until told to stop; what is on its way then is waited for. A database that is gone is waited
 * for, too.
 */
export const keepSending = async (
  ports: Ports,
  told: OnAttempt,
  { signal, onOutage }: { readonly signal: AbortSignal; readonly onOutage: (error: PosFailure) => void },
): Promise<void> => {
  let tidied = 0;
  while (!signal.aborted) {
    try {
      const { delivered, failed } = await sendDue(ports, told);
      if (Date.now() - tidied > TIDY_MS) {
        tidied = Date.now();
        await ports.outbox.tidy();
      }
      if (delivered + failed === 0) await sleep(IDLE_MS, signal);
    } catch (error) {
      if (!(error instanceof PosFailure)) throw error;
      onOutage(error);
      await sleep(OUTAGE_MS, signal);
    }
  }
};
