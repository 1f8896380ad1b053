import { afterAskingEvent, afterEvent, startingEvent } from '../domain/invoice/event-outcome.ts';
import { nextEventStep } from '../domain/invoice/event-plan.ts';
import type { EventsReply, Trouble } from '../domain/invoice/reply.ts';
import type { EventTracking, OpenEvent } from '../domain/invoice/tracking.ts';
import type { EventSigner, InvoiceQueue } from './ports/invoice-queue.ts';
import { type InvoiceService, MOST_EVENTS } from './ports/invoice-service.ts';
import type { Clock } from './ports.ts';
import { TURN_SECONDS } from './send-invoices.ts';

export interface EventPorts {
  readonly queue: Pick<InvoiceQueue, 'hold' | 'dueEvents' | 'saveEvents'>;
  readonly service: Pick<InvoiceService, 'sendEvents' | 'askCdc'>;
  readonly signer: EventSigner;
  readonly clock: Clock;
}

/** What one event became, for whoever watches. */
export interface EventSettled {
  readonly id: number;
  readonly kind: OpenEvent['event']['kind'];
  readonly tracking: EventTracking;
}

export interface EventsDone {
  /** Those about which there is something to tell: not one that is asked about or sent again at once. */
  readonly settled: readonly EventSettled[];
  readonly trouble: Trouble | null;
}

const isUnderWay = ({ state, nextAt }: EventTracking): boolean =>
  nextAt === null && (state === 'pendiente' || state === 'enviando');

const store = async (
  { queue }: EventPorts,
  sender: string,
  events: readonly OpenEvent[],
  changeOf: (open: OpenEvent) => EventTracking,
): Promise<EventSettled[]> => {
  const changed = events.map((open) => ({ ...open, tracking: changeOf(open) }));
  await queue.saveEvents(sender, changed);
  return changed.flatMap(({ id, event: { kind }, tracking }) =>
    isUnderWay(tracking) ? [] : [{ id, kind, tracking }],
  );
};

const ask = async (ports: EventPorts, sender: string, open: OpenEvent, cdc: string): Promise<EventsDone> => {
  const reply = await ports.service.askCdc(cdc);
  const now = ports.clock.now();
  const settled = await store(ports, sender, [open], ({ tracking }) =>
    afterAskingEvent(tracking, reply, now),
  );
  return { settled, trouble: reply.kind === 'trouble' ? reply : null };
};

/** What an answer to a message says of one event in it. */
const replyTo = (reply: EventsReply, id: number, alone: boolean): Parameters<typeof afterEvent>[1] => {
  if (reply.kind === 'refused' && alone) return { kind: 'event_rejected', reason: reply.reason };
  if (reply.kind !== 'answered') return reply;
  const own = reply.replies.get(String(id));
  if (!own) throw new Error(`no reply to event ${id}`);
  return own;
};

const send = async (ports: EventPorts, sender: string, events: readonly OpenEvent[]): Promise<EventsDone> => {
  const { queue, service, signer, clock } = ports;
  // Signed before they are written down as being sent: what cannot be signed is not in doubt.
  const signed = events.map(({ id, event }) => signer.sign(id, event, clock.now()));
  const begun = events.map(({ id, tracking }) => ({ id, tracking: startingEvent(tracking) }));
  await queue.saveEvents(sender, begun);
  const reply = await service.sendEvents(signed);
  const now = clock.now();
  const replyOf = ({ id }: OpenEvent) => replyTo(reply, id, events.length === 1);
  const settled = await store(ports, sender, events, (open) => afterEvent(open, replyOf(open), now));
  return { settled, trouble: events.map(replyOf).find((each) => each.kind === 'trouble') ?? null };
};

/**
 * One step: one question is asked, or up to {@link MOST_EVENTS} events are sent in one message, and what came of it is
 * stored. Null: nothing is due, or another process has the turn.
 */
export const sendEventsStep = async (ports: EventPorts, sender: string): Promise<EventsDone | null> => {
  const { queue, clock } = ports;
  if (!(await queue.hold(sender, TURN_SECONDS))) return null;
  const step = nextEventStep(await queue.dueEvents(clock.now(), MOST_EVENTS), MOST_EVENTS);
  if (step === null) return null;
  return step.kind === 'ask' ? ask(ports, sender, step.event, step.cdc) : send(ports, sender, step.events);
};
