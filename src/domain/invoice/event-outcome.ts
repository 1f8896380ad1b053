import { minutesAfter, pauseMinutes } from './limits.ts';
import type { CdcReply, EventReply, Reason, Trouble } from './reply.ts';
import type { EventTracking, OpenEvent } from './tracking.ts';

/*
 * What an answer makes of an event: pure functions from what is known of it and what was said to what is known now.
 */

/** Refusals that a cancellation gets too when an earlier sending of it was registered and nobody told us. */
const CANCELLED_ALREADY: readonly string[] = ['4002', '4003', '4009', '4010'];
/** A number of the range is reported as unused already; each number is reported by one event only. */
const REPORTED_ALREADY = '4066';

/** Written down before a sending. */
export const startingEvent = (before: EventTracking): EventTracking => ({
  ...before,
  state: 'enviando',
  sendings: before.sendings + 1,
});

const registered = (before: EventTracking, protocol: string | null, at: Date): EventTracking => ({
  ...before,
  state: 'registrado',
  nextAt: null,
  failures: 0,
  trouble: null,
  protocol,
  registeredAt: at,
});

const rejected = (before: EventTracking, reason: Reason): EventTracking => ({
  ...before,
  state: 'rechazado',
  nextAt: null,
  failures: 0,
  trouble: null,
  reason,
});

const later = (before: EventTracking, trouble: Trouble, now: Date): EventTracking => {
  const failures = before.failures + 1;
  return { ...before, failures, trouble: trouble.cause, nextAt: minutesAfter(now, pauseMinutes(failures)) };
};

/** In doubt, without trouble: asked about, or sent alone, at once. */
const doubted = (before: EventTracking, reason: Reason): EventTracking => ({
  ...before,
  state: 'enviando',
  trouble: null,
  reason,
  nextAt: null,
});

/** @param open as it was before {@link startingEvent} */
export const afterEvent = (
  { event, tracking }: OpenEvent,
  reply: EventReply | { readonly kind: 'refused'; readonly reason: Reason },
  now: Date,
): EventTracking => {
  const begun = startingEvent(tracking);
  switch (reply.kind) {
    case 'trouble': {
      // What an earlier sending left in doubt stays so, whatever became of this one.
      const doubt = reply.mayHaveArrived || tracking.state === 'enviando';
      const state = doubt ? 'enviando' : 'pendiente';
      return later({ ...begun, state, reason: reply.reason }, reply, now);
    }
    case 'registered':
      return registered({ ...begun, reason: null }, reply.protocol, reply.at ?? now);
    case 'refused':
      return doubted(begun, reply.reason);
    case 'event_rejected': {
      const { code } = reply.reason;
      if (event.kind === 'cancelacion' && CANCELLED_ALREADY.includes(code))
        return doubted(begun, reply.reason);
      return tracking.state === 'enviando' && code === REPORTED_ALREADY
        ? registered({ ...begun, reason: reply.reason }, null, now)
        : rejected(begun, reply.reason);
    }
  }
};

/** What its document says of a cancellation that is in doubt. */
export const afterAskingEvent = (before: EventTracking, reply: CdcReply, now: Date): EventTracking => {
  if (reply.kind === 'trouble') return later(before, reply, now);
  if (reply.kind === 'found' && reply.cancelled) return registered(before, null, now);
  const { reason } = before;
  if (reason !== null && CANCELLED_ALREADY.includes(reason.code)) return rejected(before, reason);
  // It did not arrive. How it fared is kept: the next sending is a smaller one.
  return { ...before, state: 'pendiente', nextAt: null };
};
