import { minutesAfter, pauseMinutes } from '../domain/invoice/limits.ts';
import {
  afterBatch,
  afterCdc,
  afterSending,
  askByCdc,
  byVerdict,
  starting,
  stillInProcess,
  unansweredQuestion,
} from '../domain/invoice/outcome.ts';
import { nextStep, type SendMode, type Step } from '../domain/invoice/plan.ts';
import type { BatchState, SendReply, Trouble } from '../domain/invoice/reply.ts';
import type { OpenInvoice, Tracking } from '../domain/invoice/tracking.ts';
import type { InvoiceQueue, TrackingChange } from './ports/invoice-queue.ts';
import { type InvoiceService, MOST_IN_BATCH } from './ports/invoice-service.ts';
import type { Clock } from './ports.ts';

export interface SendPorts {
  readonly queue: Pick<InvoiceQueue, 'hold' | 'release' | 'open' | 'batchesOnly' | 'documents' | 'save'>;
  readonly service: Pick<InvoiceService, 'sendOne' | 'sendBatch' | 'askBatch' | 'askCdc'>;
  readonly clock: Clock;
}

export interface SendOptions {
  /** Unique to this process. */
  readonly sender: string;
  readonly mode: SendMode;
}

/** Twice what a message may take: a sender that lives never loses its turn, and one that was killed holds it up shortly. */
export const TURN_SECONDS = 150;
/** Documents to be sent that are looked at together; the rest waits behind them anyway. */
export const LOOKED_AT = 500;

/** What one document became, for whoever watches. */
export interface Settled {
  readonly id: number;
  readonly cdc: string;
  readonly tracking: Tracking;
}

export type SendEvent =
  /** Another process is sending. */
  | { readonly kind: 'busy' }
  /** Nothing to do until then; null: nothing at all. */
  | { readonly kind: 'idle'; readonly until: Date | null }
  | {
      readonly kind: 'did';
      readonly step: Exclude<Step['kind'], 'wait'>;
      readonly settled: readonly Settled[];
      /** The service did not answer as it should; it is left alone for a while. */
      readonly trouble: Trouble | null;
    };

type Change = (before: Tracking) => Tracking;

/** Troubles of the service in a row, in this process; each document has its own count besides. */
export interface Quiet {
  readonly failures: number;
  readonly until: Date | null;
}

export const NO_QUIET: Quiet = { failures: 0, until: null };

const store = async (
  { queue }: SendPorts,
  sender: string,
  invoices: readonly OpenInvoice[],
  changeOf: (invoice: OpenInvoice) => Tracking,
): Promise<Settled[]> => {
  const changes = invoices.map(
    (invoice): TrackingChange => ({
      id: invoice.id,
      from: invoice.tracking.state,
      tracking: changeOf(invoice),
    }),
  );
  const saved = new Set(await queue.save(sender, changes));
  return changes.flatMap(({ id, tracking }, at) =>
    saved.has(id) ? [{ id, cdc: invoices[at]?.cdc ?? '', tracking }] : [],
  );
};

/** Written down as being sent; those that somebody else changed meanwhile are left out. */
const begin = async (
  ports: SendPorts,
  sender: string,
  invoices: readonly OpenInvoice[],
  mode: 'uno' | 'lote',
): Promise<OpenInvoice[]> => {
  const now = ports.clock.now();
  const begun = await store(ports, sender, invoices, ({ tracking }) => starting(tracking, mode, now));
  return begun.flatMap(({ id, tracking }) => {
    const invoice = invoices.find((each) => each.id === id);
    return invoice ? [{ ...invoice, tracking: { ...tracking, state: 'enviando' as const } }] : [];
  });
};

interface Done {
  readonly settled: readonly Settled[];
  readonly trouble: Trouble | null;
}

/** Where batches are not ours to choose, that only they are taken is a matter of the set-up. */
const heard = (reply: SendReply, mode: SendMode): SendReply =>
  reply.kind !== 'batches_only' || mode === 'auto'
    ? reply
    : {
        kind: 'trouble',
        cause: 'not_allowed',
        mayHaveArrived: false,
        reason: reply.reason,
        detail: reply.reason.message,
      };

const sendOne = async (
  ports: SendPorts,
  { sender, mode }: SendOptions,
  invoice: OpenInvoice,
): Promise<Done> => {
  const begun = await begin(ports, sender, [invoice], 'uno');
  const [document] = await ports.queue.documents(begun.map(({ id }) => id));
  if (!document) return { settled: [], trouble: null };
  const reply = heard(await ports.service.sendOne(document), mode);
  const now = ports.clock.now();
  const settled = await store(ports, sender, begun, ({ tracking }) => afterSending(tracking, reply, now));
  return { settled, trouble: reply.kind === 'trouble' ? reply : null };
};

const sendBatch = async (
  ports: SendPorts,
  sender: string,
  invoices: readonly OpenInvoice[],
): Promise<Done> => {
  const begun = await begin(ports, sender, invoices, 'lote');
  const documents = await ports.queue.documents(begun.map(({ id }) => id));
  if (documents.length === 0) return { settled: [], trouble: null };
  const reply = await ports.service.sendBatch(documents);
  const now = ports.clock.now();
  const settled = await store(ports, sender, begun, ({ tracking }) => afterBatch(tracking, reply, now));
  return { settled, trouble: reply.kind === 'trouble' ? reply : null };
};

/** What an answer about a batch makes of one of its documents. */
const byBatchState = (reply: BatchState, invoice: OpenInvoice, now: Date): Change => {
  switch (reply.kind) {
    case 'trouble':
      return (before) => unansweredQuestion(before, reply, now);
    case 'in_process':
      return (before) => stillInProcess(before, reply.batch ?? before.batch, now);
    case 'done': {
      const verdict = reply.verdicts.get(invoice.cdc);
      return (before) => (verdict ? byVerdict(before, verdict, now) : askByCdc(before, now));
    }
    default:
      return (before) => askByCdc(before, now);
  }
};

const askBatch = async (
  ports: SendPorts,
  sender: string,
  invoices: readonly OpenInvoice[],
  by: { readonly batch: string } | { readonly cdc: string },
): Promise<Done> => {
  const reply = await ports.service.askBatch(by);
  const now = ports.clock.now();
  const settled = await store(ports, sender, invoices, (invoice) =>
    byBatchState(reply, invoice, now)(invoice.tracking),
  );
  return { settled, trouble: reply.kind === 'trouble' ? reply : null };
};

const askCdc = async (ports: SendPorts, sender: string, invoice: OpenInvoice): Promise<Done> => {
  const reply = await ports.service.askCdc(invoice.cdc);
  const now = ports.clock.now();
  const settled = await store(ports, sender, [invoice], ({ tracking }) =>
    reply.kind === 'trouble' ? unansweredQuestion(tracking, reply, now) : afterCdc(tracking, reply, now),
  );
  return { settled, trouble: reply.kind === 'trouble' ? reply : null };
};

const take = (
  ports: SendPorts,
  options: SendOptions,
  step: Exclude<Step, { kind: 'wait' }>,
): Promise<Done> => {
  const { sender } = options;
  switch (step.kind) {
    case 'send_one':
      return sendOne(ports, options, step.invoice);
    case 'send_batch':
      return sendBatch(ports, sender, step.invoices);
    case 'ask_batch':
      return askBatch(ports, sender, step.invoices, { batch: step.batch });
    case 'ask_lost_batch':
      return askBatch(ports, sender, step.invoices, { cdc: step.invoices[0]?.cdc ?? '' });
    case 'ask_cdc':
      return askCdc(ports, sender, step.invoice);
  }
};

/**
 * One step: a document or a batch is sent, or one question is asked, and what came of it is stored. Throws PosFailure
 * when the database is away; what was being sent is then asked for by its CDC.
 */
export const sendStep = async (
  ports: SendPorts,
  options: SendOptions,
  quiet: Quiet = NO_QUIET,
): Promise<{ readonly event: SendEvent; readonly quiet: Quiet }> => {
  const { queue } = ports;
  if (!(await queue.hold(options.sender, TURN_SECONDS))) return { event: { kind: 'busy' }, quiet };
  const now = ports.clock.now();
  if (quiet.until !== null && now < quiet.until)
    return { event: { kind: 'idle', until: quiet.until }, quiet };
  const mode = options.mode === 'auto' && (await queue.batchesOnly()) ? 'lote' : options.mode;
  const step = nextStep(await queue.open(LOOKED_AT), now, { mode, mostInBatch: MOST_IN_BATCH });
  if (step.kind === 'wait') return { event: { kind: 'idle', until: step.until }, quiet };
  const { settled, trouble } = await take(ports, options, step);
  const failures = trouble ? quiet.failures + 1 : 0;
  return {
    event: { kind: 'did', step: step.kind, settled, trouble },
    quiet: trouble ? { failures, until: minutesAfter(ports.clock.now(), pauseMinutes(failures)) } : NO_QUIET,
  };
};
