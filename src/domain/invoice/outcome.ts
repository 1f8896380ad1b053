import { minutesAfter, POLL_MINUTES, pauseMinutes } from './limits.ts';
import type { BatchReply, CdcReply, Reason, SendReply, Trouble, Verdict } from './reply.ts';
import type { Tracking } from './tracking.ts';

/*
 * What an answer makes of a document: pure functions from what is known of it and what was said to what is known now.
 */

/** Minutes from an unanswered sending to the first question: one document is decided at once, a batch is not. */
const DOUBT_MINUTES = { uno: 1, lote: POLL_MINUTES } as const;
/** "Not found" is believed so many minutes after the sending, and not the first time. */
const BELIEVED_MINUTES = { uno: POLL_MINUTES, lote: 2 * POLL_MINUTES } as const;
const ANSWERS_TO_BELIEVE = 2;
/** A batch is refused, among other things, because the issuer is blocked: for 10 to 60 minutes. */
const REFUSED_MINUTES = 15;
/** The service says that we may not ask: no use in asking often. */
const FORBIDDEN_MINUTES = 60;

const DUPLICATE = { code: '1001', message: 'CDC duplicado' } as const;

/** Written down before a sending. */
export const starting = (before: Tracking, mode: 'uno' | 'lote', now: Date): Tracking => ({
  ...before,
  state: 'enviando',
  mode,
  batch: null,
  sendings: before.sendings + 1,
  sentAt: now,
  asked: 0,
  // If this process ends now, the next one asks no earlier than it would have.
  nextAt: minutesAfter(now, DOUBT_MINUTES[mode]),
});

const decided = (before: Tracking, verdict: Exclude<Verdict, { kind: 'duplicate' }>, now: Date): Tracking => {
  const settled = { ...before, nextAt: null, failures: 0, trouble: null };
  if (verdict.kind === 'rejected') return { ...settled, state: 'rechazada', reason: verdict.reason };
  return {
    ...settled,
    state: verdict.kind === 'observed' ? 'aprobada_obs' : 'aprobada',
    reason: verdict.observations[0] ?? null,
    protocol: verdict.protocol,
    // Untold, it is taken for early: the time to cancel runs from it.
    approvedAt: verdict.at ?? before.sentAt ?? now,
  };
};

const doubt = (before: Tracking, now: Date, minutes: number, reason: Reason | null = null): Tracking => ({
  ...before,
  state: 'en_duda',
  batch: null,
  asked: 0,
  nextAt: minutes === 0 ? now : minutesAfter(now, minutes),
  reason,
});

export const byVerdict = (before: Tracking, verdict: Verdict, now: Date): Tracking =>
  verdict.kind === 'duplicate'
    ? { ...doubt(before, now, 0, DUPLICATE), mode: 'uno', failures: 0, trouble: null }
    : decided(before, verdict, now);

/** No answer to a sending: to be sent again only where nothing can have arrived. */
const unanswered = (before: Tracking, trouble: Trouble, now: Date): Tracking => {
  const failures = before.failures + 1;
  const noted = { ...before, failures, trouble: trouble.cause, reason: trouble.reason };
  return trouble.mayHaveArrived
    ? doubt(noted, now, DOUBT_MINUTES[before.mode ?? 'uno'], trouble.reason)
    : { ...noted, state: 'pendiente', nextAt: minutesAfter(now, pauseMinutes(failures)) };
};

/** @param before as {@link starting} left it */
export const afterSending = (before: Tracking, reply: SendReply, now: Date): Tracking => {
  if (reply.kind === 'trouble') return unanswered(before, reply, now);
  // Answered, and not of the document's fault: it goes in a batch, at once.
  if (reply.kind === 'batches_only')
    return { ...before, state: 'pendiente', failures: 0, trouble: null, reason: reply.reason, nextAt: null };
  return byVerdict(before, reply, now);
};

export const afterBatch = (before: Tracking, reply: BatchReply, now: Date): Tracking => {
  if (reply.kind === 'trouble') return unanswered(before, reply, now);
  if (reply.kind === 'queued')
    return {
      ...before,
      state: 'en_lote',
      batch: reply.batch,
      failures: 0,
      trouble: null,
      reason: null,
      nextAt: minutesAfter(now, POLL_MINUTES),
    };
  const failures = before.failures + 1;
  const minutes = Math.max(REFUSED_MINUTES, pauseMinutes(failures));
  return {
    ...before,
    state: 'pendiente',
    failures,
    trouble: null,
    reason: reply.reason,
    nextAt: minutesAfter(now, minutes),
  };
};

/** No answer to a question: the same question later; one about a batch counts, answered or not. */
export const unansweredQuestion = (before: Tracking, trouble: Trouble, now: Date): Tracking => {
  const failures = before.failures + 1;
  const minutes = Math.max(before.mode === 'lote' ? POLL_MINUTES : 0, pauseMinutes(failures));
  return {
    ...before,
    state: before.state === 'enviando' ? 'en_duda' : before.state,
    failures,
    trouble: trouble.cause,
    nextAt: minutesAfter(now, minutes),
  };
};

/** Received and being worked on. */
export const stillInProcess = (before: Tracking, batch: string | null, now: Date): Tracking => ({
  ...before,
  state: batch === null ? 'en_duda' : 'en_lote',
  batch,
  failures: 0,
  trouble: null,
  nextAt: minutesAfter(now, POLL_MINUTES),
});

/** The batch cannot tell any more, or does not name this document: its CDC is asked at once. */
export const askByCdc = (before: Tracking, now: Date): Tracking => ({
  ...doubt(before, now, 0, before.reason),
  mode: before.mode,
  asked: 1,
  failures: 0,
  trouble: null,
});

/** An answer about the CDC itself. */
export const afterCdc = (before: Tracking, reply: Exclude<CdcReply, Trouble>, now: Date): Tracking => {
  const answered = { ...before, state: 'en_duda' as const, failures: 0, trouble: null };
  if (reply.kind === 'refused')
    return { ...answered, reason: reply.reason, nextAt: minutesAfter(now, FORBIDDEN_MINUTES) };
  if (reply.kind === 'found') {
    const at = before.sentAt ?? now;
    // When it was approved is not told; its sending is the earliest that it can have been.
    const approved = decided(
      before,
      { kind: 'approved', protocol: reply.protocol, at, observations: [] },
      now,
    );
    return reply.cancelled ? { ...approved, state: 'cancelada' } : approved;
  }
  const asked = before.asked + 1;
  const mode = before.mode ?? 'uno';
  const believed = minutesAfter(before.sentAt ?? now, BELIEVED_MINUTES[mode]);
  // The service once said that it has it: whatever it says now, it is not sent again.
  if (before.reason?.code === DUPLICATE.code)
    return { ...answered, asked, nextAt: minutesAfter(now, pauseMinutes(asked)) };
  if (asked < ANSWERS_TO_BELIEVE || now < believed) {
    const soonest = minutesAfter(now, mode === 'lote' ? POLL_MINUTES : pauseMinutes(asked));
    return { ...answered, asked, nextAt: new Date(Math.max(soonest.getTime(), believed.getTime())) };
  }
  return { ...answered, state: 'pendiente', asked, reason: null, nextAt: null };
};
