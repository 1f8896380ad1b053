import type { PosError } from '../domain/errors.ts';
import { type Effect, type Event, refuse, type Step, stay } from './events.ts';
import { handleKey } from './handle.ts';
import { hintsLoaded, noted } from './hints.ts';
import * as acting from './office/acting.ts';
import { mustWait, released, remembered } from './office/ahead.ts';
import * as frames from './office/frames.ts';
import { photoFollows, photoRead } from './photo/follow.ts';
import * as approval from './slices/approval.ts';
import * as commit from './slices/commit.ts';
import * as desk from './slices/desk.ts';
import * as history from './slices/history.ts';
import * as invoice from './slices/invoice.ts';
import * as parked from './slices/parked.ts';
import * as payment from './slices/payment.ts';
import * as printing from './slices/printing.ts';
import * as session from './slices/session.ts';
import * as world from './slices/world.ts';
import type { State } from './state.ts';
import { scanned, typed } from './text-input.ts';

/** The whole screen as one function: what is, and what happened, give what is next and what is to be done. */
export const update = (state: State, event: Event): Step => {
  const before = remembered(state, event);
  const step = mustWait(before, event) ? stay(before) : happened(before, event);
  return photoFollows(state, noted(state, caughtUp(step)));
};

/** A page that has just been read gets what was typed ahead of it. */
const caughtUp = (step: Step): Step => {
  const { events, state } = released(step.state);
  return events.reduce<Step>(
    (before, event) => {
      const after = happened(before.state, event);
      return { state: after.state, effects: [...before.effects, ...after.effects] };
    },
    { state, effects: step.effects },
  );
};

const happened = (state: State, event: Event): Step => {
  switch (event.kind) {
    case 'char':
      return typed(state, event);
    case 'key':
      return forget(handleKey(touched(state), event));
    case 'scan':
      return forget(scanned(touched(state), event));
    case 'paste':
      return forget(typed(touched(state), { kind: 'char', text: event.text.replace(/\s+/g, ' ') }));
    case 'tick':
      return tick(world.withWorld(state, { now: event.now }));
    case 'resized':
      return stay(world.withWorld(state, { columns: event.columns, rows: event.rows }));
    case 'shop':
      return stay(world.shopLoaded(state, event.shop));
    case 'catalogue':
      return stay(followed(world.catalogueArrived(state, event.changes, event.whole)));
    case 'printer':
      return printing.followJobs(world.printerSaid(state, event.status));
    case 'photo':
      return stay(photoRead(state, event.studentId, event.photo));
    case 'invoicesWaiting':
      return stay(invoice.backlogKnown(state, event.backlog));
    default:
      return forget(history.refreshed(state, inSession(state, event, answered(state, event))));
  }
};

type Answer = Exclude<
  Event,
  {
    kind:
      | 'char'
      | 'key'
      | 'scan'
      | 'paste'
      | 'tick'
      | 'resized'
      | 'shop'
      | 'catalogue'
      | 'printer'
      | 'photo'
      | 'invoicesWaiting';
  }
>;

/** Answers to questions that the reducer asked; each slice drops what is no longer wanted. */
const answered = (state: State, event: Answer): Step => {
  switch (event.kind) {
    case 'signedIn':
      return frames.forNewcomer(session.signedIn(state, event.seq, event.result));
    case 'renewed':
      return frames.forNewcomer(session.renewed(state, event.seq, event.result));
    case 'approved':
      return approval.approved(state, event.seq, event.result);
    case 'card':
      return payment.payAfterReading(state, desk.cardRead(state, event.seq, event.number, event.result));
    case 'saleId':
      return payment.saleIdMade(parked.parkIdMade(state, event.uuid), event.uuid);
    case 'sold':
      return commit.sold(state, event.uuid, event.result);
    case 'parked':
      return parked.parked(state, event.seq, event.result);
    case 'parkedCount':
      return stay(world.withWorld(state, { parked: event.count, shiftMissing: event.shiftMissing }));
    case 'sales':
      return stay(history.salesListed(state, event.seq, event.rows));
    case 'stored':
      return history.storedArrived(state, event.seq, event.purpose, event.result);
    case 'voided':
      return history.voided(state, event.seq, event.result, event.invoice);
    case 'invoiced':
      return invoice.invoiced(state, event.saleId, event.result);
    case 'invoiceUndone':
      return invoice.undone(state, event.result);
    case 'jobs':
      return stay(printing.jobsListed(state, event.seq, event.jobs));
    case 'queued':
      return printing.queued(state, event.what, event.result);
    case 'hints':
      return stay(hintsLoaded(state, event.login, event.seen));
    case 'officePages':
      return frames.pagesLoaded(state, event.pages);
    case 'officeLoaded':
      return frames.loaded(state, event.seq, event.result);
    case 'officeProgress':
      return stay(acting.progressed(state, event.seq, event.done, event.total));
    case 'officeDone':
      return acting.done(state, event.seq, event.result);
    case 'failed':
      return world.outageTold(state, failed(world.databaseLost(state, event.error), event));
  }
};

/** An answer that says that the session has ended, whoever asked: the cart stays, the person signs in again. */
const inSession = (before: State, event: Answer, step: Step): Step => {
  const error =
    event.kind === 'failed' ? event.error : 'result' in event && !event.result.ok ? event.result.error : null;
  return error?.code === 'SESION_REQUERIDA' ? session.sessionEnded(before, step) : step;
};

/** Lines are refreshed as the catalogue changes, but never under the hands that are taking money. */
const followed = (state: State): State =>
  state.dialog?.kind === 'payment' ? state : desk.refreshLines(state);

const touched = (state: State): State => world.withWorld(state, { lastKeyAt: state.world.now });

const forget = (step: Step): Step =>
  step.state.trail.length === 0 ? step : { ...step, state: { ...step.state, trail: [] } };

/** Once a second: the clock, the idle lock, the catalogue, a sale still without an answer. */
const tick = (state: State): Step => {
  const steps: ((now: State) => Step)[] = [
    world.askShop,
    (now) => world.askCatalogue(now, false),
    (now) => (commit.retryDue(now) ? commit.retrySale(now) : stay(now)),
    (now) => stay(session.idleTooLong(now) ? session.lock(now) : now),
    frames.follow,
    parked.countParked,
    invoice.watchInvoices,
  ];
  return steps.reduce<Step>((before, step) => {
    const after = step(before.state);
    return { state: after.state, effects: [...before.effects, ...after.effects] };
  }, stay(state));
};

/** The database was not there: whoever waited for it is told, and nothing typed is lost. */
const failed = (state: State, event: Extract<Answer, { kind: 'failed' }>): Step => {
  const { effect, error } = event;
  switch (effect.kind) {
    case 'loadShop':
      return stay(world.withWorld(state, { shopBusy: false }));
    case 'loadCatalogue':
    case 'followCatalogue':
      return stay(world.withWorld(state, { catalogue: { ...state.world.catalogue, busy: false } }));
    case 'signIn':
    case 'renew':
      return session.formRefused(state, error);
    case 'closeSession':
    case 'countParked':
    case 'watchInvoices':
      return stay(state);
    case 'park':
      return parked.parkFailed(state, { ok: false, error });
    case 'approve':
    case 'void':
      return approval.approvalRefused(state, error);
    case 'checkout':
      return commit.sold(state, effect.document.uuid, { ok: false, error });
    case 'officeLoad':
      return frames.loadRefused(state, effect.seq, error);
    case 'officeDo':
      return acting.actFailed(state, effect.seq, error);
    case 'findCard':
      return desk.cardRead(state, effect.seq, effect.number, { ok: false, error });
    case 'findStudent':
      return desk.cardRead(state, effect.seq, null, { ok: false, error });
    default:
      return toldFailed(state, error, effect);
  }
};

const toldFailed = (state: State, error: PosError, effect: Effect): Step => {
  const closed =
    effect.kind === 'showSale' && state.dialog?.kind === 'ticket' ? { ...state, dialog: null } : state;
  const settled: State = {
    ...closed,
    history: { ...closed.history, loading: false },
    printing: { ...closed.printing, loading: false },
  };
  return refuse(settled, error);
};
