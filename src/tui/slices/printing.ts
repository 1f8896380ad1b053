import type { PrintJob } from '../../app/ports.ts';
import type { Result } from '../../domain/result.ts';
import { numbered, type QueuedWhat, refuse, type Step, say, stay } from '../events.ts';
import { EMPTY_PRINTING } from '../initial.ts';
import { userOf } from '../selectors.ts';
import type { State } from '../state.ts';

export const openPrinting = (state: State): Step =>
  askJobs({ ...state, pane: 'printing', notice: null, printing: EMPTY_PRINTING });

/** The queue is read again whenever the printer says something: what is decided about is what is true now. */
export const followJobs = (state: State): Step => (state.pane === 'printing' ? askJobs(state) : stay(state));

const askJobs = (state: State): Step => {
  const { asking, seq } = numbered(state);
  return stay(
    { ...asking, printing: { ...state.printing, loading: true, seq } },
    { kind: 'listJobs', seq, tillId: state.till.id },
  );
};

export const jobsListed = (state: State, seq: number, jobs: readonly PrintJob[]): State => {
  if (state.printing.seq !== seq) return state;
  const before = state.printing.jobs;
  const chosen = before[state.printing.choice]?.id;
  // A job that is gone leaves nothing chosen: a key meant for it must not decide about its neighbour.
  const choice = before.length === 0 ? 0 : jobs.findIndex((job) => job.id === chosen);
  return { ...state, printing: { ...state.printing, jobs, choice, loading: false } };
};

export const movePrinting = (state: State, by: number): State => {
  const choice = Math.max(0, Math.min(state.printing.jobs.length - 1, state.printing.choice + by));
  return { ...state, printing: { ...state.printing, choice } };
};

/** A person's word about a job that may or may not be on paper. */
export const decideJob = (state: State, what: 'retryJob' | 'settleJob'): Step => {
  const job = state.printing.jobs[state.printing.choice];
  const user = userOf(state);
  return job && user ? stay(state, { kind: what, id: job.id, userId: user.id }) : stay(state);
};

export const queued = (state: State, what: QueuedWhat, result: Result<PrintJob>): Step => {
  if (!result.ok) {
    const refused = refuse(state, result.error);
    const again = followJobs(refused.state);
    return { state: again.state, effects: [...refused.effects, ...again.effects] };
  }
  const asked = followJobs(say(state, 'good', what, { sale: result.value.saleNumber ?? '' }));
  return { state: asked.state, effects: [...asked.effects, { kind: 'wakePrinter' }] };
};
