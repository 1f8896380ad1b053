import type { DrawnMail, MailQueue, MailSender, Outcome, TakenMail } from './ports/mail.ts';

/** Mails taken at once, and seconds for which they are ours. */
const BATCH = 100;
const LEASE_SECONDS = 300;
/** The longest that one mail may take, its mark included: none is begun later than this before the time is over. */
const LONGEST_MAIL_SECONDS = 90;

/** Seconds until a mail is tried again, by the attempts that it has had. */
const PAUSES = [60, 300, 900, 1_800, 3_600, 7_200, 14_400] as const;
/** Some two and a half days of pauses; the queue gives up at the same number (sp_correos_tomar). */
const MOST_ATTEMPTS = 20;
/** So many lines that break one after the other are the server's fault, not the mails'. */
const LOST_IN_A_ROW = 5;

export const pauseAfter = (attempts: number): number =>
  PAUSES[Math.min(Math.max(attempts, 1), PAUSES.length) - 1] ?? PAUSES[0];

export interface SendPorts {
  readonly queue: Pick<MailQueue, 'prepare' | 'take' | 'settle' | 'clean'>;
  readonly sender: MailSender;
  /** What the mail says; throws where it cannot be drawn. */
  readonly draw: (mail: TakenMail) => Promise<DrawnMail>;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds that only grow, whatever is done to the clock. */
  readonly monotonic: () => number;
}

export interface SendOrder {
  /** The most mails to send. */
  readonly limit?: number;
  /** True: no other mail is begun. */
  readonly stopped?: () => boolean;
  readonly onMail?: (mail: TakenMail, outcome: Outcome, sums: SendSums) => void;
}

export interface SendSums {
  readonly sent: number;
  readonly deferred: number;
  readonly failed: number;
  /** Why none could be sent; null: the server took what it was given. */
  readonly unavailable: string | null;
}

interface Run {
  sums: SendSums;
  begun: number;
  lostInARow: number;
  nextStart: number;
}

const outcomeOf = async (ports: SendPorts, mail: TakenMail, run: Run): Promise<Outcome> => {
  let drawn: DrawnMail;
  try {
    drawn = await ports.draw(mail);
  } catch (error) {
    // Drawn wrong today it is drawn wrong tomorrow, unless what it reads is away for a while.
    const reason = error instanceof Error ? error.message : String(error);
    return mail.attempts >= MOST_ATTEMPTS
      ? { state: 'fallida', reason }
      : { state: 'pendiente', reason, seconds: pauseAfter(mail.attempts) };
  }
  const delivery = await ports.sender.send({ ...drawn, to: mail.to, seed: mail.seed });
  if (delivery.kind !== 'deferred' || !delivery.lost) run.lostInARow = 0;
  if (delivery.kind === 'sent') return { state: 'enviada' };
  const { reason } = delivery;
  if (delivery.kind === 'refused') return { state: 'fallida', reason };
  if (delivery.kind === 'unavailable') {
    run.sums = { ...run.sums, unavailable: reason };
    return { state: 'soltada', reason };
  }
  if (delivery.lost && ++run.lostInARow >= LOST_IN_A_ROW) run.sums = { ...run.sums, unavailable: reason };
  return mail.attempts >= MOST_ATTEMPTS
    ? { state: 'fallida', reason }
    : { state: 'pendiente', reason, seconds: pauseAfter(mail.attempts) };
};

const count = (sums: SendSums, { state }: Outcome): SendSums => ({
  ...sums,
  sent: sums.sent + (state === 'enviada' ? 1 : 0),
  deferred: sums.deferred + (state === 'pendiente' ? 1 : 0),
  failed: sums.failed + (state === 'fallida' ? 1 : 0),
});

/** Keeps to so many mails a minute: each waits for its place. */
const waitForPlace = async (ports: SendPorts, run: Run): Promise<void> => {
  const { perMinute } = ports.sender;
  if (perMinute === null) return;
  const now = ports.monotonic();
  const start = Math.max(now, run.nextStart);
  run.nextStart = start + 60_000 / perMinute;
  if (start > now) await ports.pause(start - now);
};

/**
 * Sends what is due: each mail is marked as soon as the server has answered for it, so that a process that is killed
 * leaves at the most one mail for each of its lines that was sent and is not marked. Those are sent again, under the
 * same Message-ID, when their time is over. Throws PosFailure when the database is away.
 */
export const sendDue = async (ports: SendPorts, order: SendOrder = {}): Promise<SendSums> => {
  const { queue, sender } = ports;
  const limit = order.limit ?? Number.POSITIVE_INFINITY;
  const run: Run = {
    sums: { sent: 0, deferred: 0, failed: 0, unavailable: null },
    begun: 0,
    lostInARow: 0,
    nextStart: 0,
  };
  const halted = () => run.sums.unavailable !== null || order.stopped?.() === true;
  await queue.prepare();
  while (!halted() && run.begun < limit) {
    const takenAt = ports.monotonic();
    const waiting = [...(await queue.take(Math.min(BATCH, limit - run.begun), LEASE_SECONDS))];
    if (waiting.length === 0) break;
    const late = () => ports.monotonic() - takenAt > (LEASE_SECONDS - LONGEST_MAIL_SECONDS) * 1_000;
    const lane = async (): Promise<void> => {
      for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
        if (!halted() && !late()) await waitForPlace(ports, run);
        const outcome: Outcome =
          halted() || late()
            ? { state: 'soltada', reason: run.sums.unavailable }
            : await outcomeOf(ports, mail, run);
        if (outcome.state !== 'soltada') run.begun++;
        run.sums = count(run.sums, outcome);
        await queue.settle(mail, outcome);
        order.onMail?.(mail, outcome, run.sums);
      }
    };
    await Promise.all(Array.from({ length: sender.lanes }, lane));
  }
  if (!order.stopped?.()) await queue.clean();
  return run.sums;
};
