import { minutesAfter, pauseMinutes } from '../domain/invoice/limits.ts';
import type { CdcReply, EventReply, Trouble } from '../domain/invoice/reply.ts';
import type { EventTracking } from '../domain/invoice/tracking.ts';
import type { EventSigner, InvoiceQueue, OpenEvent } from './ports/invoice-queue.ts';
import type { InvoiceService } from './ports/invoice-service.ts';
import type { Clock } from './ports.ts';

export interface EventPorts {
  readonly queue: Pick<InvoiceQueue, 'openEvents' | 'saveEvent'>;
  readonly service: Pick<InvoiceService, 'sendEvent' | 'askCdc'>;
  readonly signer: EventSigner;
  readonly clock: Clock;
}

const LOOKED_AT = 20;

/** Refusals that an event gets too when an earlier sending of it was registered and nobody told us. */
const CANCELLED_ALREADY: readonly string[] = ['4002', '4003', '4009', '4010'];
/** A number of the range is reported as unused already; each number is reported by one event only. */
const REPORTED_ALREADY = '4066';

const registered = (before: EventTracking, protocol: string | null, at: Date): EventTracking => ({
  ...before,
  state: 'registrado',
  nextAt: null,
  failures: 0,
  trouble: null,
  protocol,
  registeredAt: at,
});

const later = (
  before: EventTracking,
  trouble: Trouble,
  state: 'pendiente' | 'enviando',
  now: Date,
): EventTracking => {
  const failures = before.failures + 1;
  return {
    ...before,
    state,
    failures,
    trouble: trouble.cause,
    reason: trouble.reason,
    nextAt: minutesAfter(now, pauseMinutes(failures)),
  };
};

const answered = (before: EventTracking, reply: EventReply, again: boolean, now: Date): EventTracking => {
  // `enviando` stays where it may have arrived: the next try asks first.
  if (reply.kind === 'trouble')
    return later(before, reply, reply.mayHaveArrived ? 'enviando' : 'pendiente', now);
  if (reply.kind === 'registered') return registered(before, reply.protocol, reply.at ?? now);
  if (again && reply.reason.code === REPORTED_ALREADY)
    return registered({ ...before, reason: reply.reason }, null, now);
  return { ...before, state: 'rechazado', nextAt: null, failures: 0, trouble: null, reason: reply.reason };
};

/** A cancellation that is there already, by an earlier sending: the document says so. */
const isCancelled = (reply: CdcReply): boolean => reply.kind === 'found' && reply.cancelled;

export interface EventSettled {
  readonly id: number;
  readonly kind: OpenEvent['event']['kind'];
  readonly tracking: EventTracking;
  readonly trouble: Trouble | null;
}

interface Outcome {
  readonly tracking: EventTracking;
  readonly trouble: Trouble | null;
}

/** Asks the document whether it is cancelled, where the answer to a cancellation cannot be trusted. */
const byDocument = async (
  { service, clock }: EventPorts,
  cdc: string,
  before: EventTracking,
  otherwise: () => Promise<Outcome>,
): Promise<Outcome> => {
  const reply = await service.askCdc(cdc);
  const now = clock.now();
  if (reply.kind === 'trouble') return { tracking: later(before, reply, 'enviando', now), trouble: reply };
  return isCancelled(reply) ? { tracking: registered(before, null, now), trouble: null } : otherwise();
};

const send = async (
  ports: EventPorts,
  sender: string,
  { id, event, tracking }: OpenEvent,
): Promise<Outcome> => {
  const { queue, service, signer, clock } = ports;
  const again = tracking.state === 'enviando' && tracking.sendings > 0;
  const deliver = async (): Promise<Outcome> => {
    const begun: EventTracking = { ...tracking, state: 'enviando', sendings: tracking.sendings + 1 };
    await queue.saveEvent(sender, id, begun);
    const reply = await service.sendEvent(signer.sign(id, event, clock.now()));
    const after = answered(begun, reply, again, clock.now());
    const settled: Outcome = { tracking: after, trouble: reply.kind === 'trouble' ? reply : null };
    const suspect = reply.kind === 'event_rejected' && CANCELLED_ALREADY.includes(reply.reason.code);
    return suspect && event.kind === 'cancelacion'
      ? byDocument(ports, event.cdc, begun, async () => settled)
      : settled;
  };
  return again && event.kind === 'cancelacion' ? byDocument(ports, event.cdc, tracking, deliver) : deliver();
};

/** Sends the oldest event that is due. Null: there is none. The sender must have its turn (`InvoiceQueue.hold`). */
export const sendNextEvent = async (ports: EventPorts, sender: string): Promise<EventSettled | null> => {
  const now = ports.clock.now();
  const open = await ports.queue.openEvents(LOOKED_AT);
  const next = open.find(({ tracking }) => tracking.nextAt === null || tracking.nextAt <= now);
  if (!next) return null;
  const { tracking, trouble } = await send(ports, sender, next);
  await ports.queue.saveEvent(sender, next.id, tracking);
  return { id: next.id, kind: next.event.kind, tracking, trouble };
};
