import { HOUR_MS } from './limits.ts';
import type { OpenInvoice } from './tracking.ts';

/** `auto`: one by one while few wait, in batches after a silence and where only they are taken. */
export type SendMode = 'uno' | 'lote' | 'auto';

/** What to do next about the documents that are not decided. */
export type Step =
  | { readonly kind: 'send_one'; readonly invoice: OpenInvoice }
  | { readonly kind: 'send_batch'; readonly invoices: readonly OpenInvoice[] }
  | { readonly kind: 'ask_batch'; readonly batch: string; readonly invoices: readonly OpenInvoice[] }
  /** A batch whose number never came back: asked by a CDC in it. */
  | { readonly kind: 'ask_lost_batch'; readonly invoices: readonly OpenInvoice[] }
  | { readonly kind: 'ask_cdc'; readonly invoice: OpenInvoice }
  /** Nothing until then; null: nothing at all. */
  | { readonly kind: 'wait'; readonly until: Date | null };

/** So many waiting documents go as a batch in mode `auto`. */
const BATCH_FROM = 5;
/** Refusals of whole batches after which the first document goes alone, to learn what is wrong. */
const REFUSALS_TO_GO_ALONE = 2;
/** The batch is over the size that the service takes. */
const TOO_LARGE = '0270';
/** A doubt that nobody answers holds up the numbers behind it no longer. */
const LONGEST_HOLD_MS = 6 * HOUR_MS;

const due = ({ tracking }: OpenInvoice, now: Date): boolean =>
  tracking.nextAt === null || tracking.nextAt <= now;

/** Left as `enviando` by a sender that ended: nobody knows whether it arrived. */
const inDoubt = ({ tracking }: OpenInvoice): boolean =>
  tracking.state === 'en_duda' || tracking.state === 'enviando';

/** Kind, establishment and point: what is numbered by itself, and so has an order. */
const seriesOf = ({ cdc }: OpenInvoice): string => cdc.slice(0, 2) + cdc.slice(11, 17);
const kindOf = ({ cdc }: OpenInvoice): string => cdc.slice(0, 2);

const groupBy = <T>(values: readonly T[], keyOf: (value: T) => string): T[][] => {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()];
};

const question = (open: readonly OpenInvoice[], now: Date): Step | null => {
  const received = open.filter(({ tracking }) => tracking.state === 'en_lote' && tracking.batch !== null);
  for (const invoices of groupBy(received, ({ tracking }) => tracking.batch ?? '')) {
    const batch = invoices[0]?.tracking.batch;
    if (batch && invoices.every((each) => due(each, now))) return { kind: 'ask_batch', batch, invoices };
  }
  const doubtful = open.filter((each) => inDoubt(each) && due(each, now));
  const lost = doubtful.filter(({ tracking }) => tracking.mode === 'lote' && tracking.asked === 0);
  const [together] = groupBy(lost, ({ tracking }) => String(tracking.sentAt?.getTime()));
  if (together) return { kind: 'ask_lost_batch', invoices: together };
  return doubtful[0] ? { kind: 'ask_cdc', invoice: doubtful[0] } : null;
};

/** Documents that may go now, in order: none behind one of its series that waits or is in doubt. */
const ready = (open: readonly OpenInvoice[], now: Date): OpenInvoice[] =>
  groupBy(open, seriesOf).flatMap((series) => {
    const held = series.findIndex(
      (each) =>
        (inDoubt(each) && now.getTime() - (each.tracking.sentAt?.getTime() ?? 0) < LONGEST_HOLD_MS) ||
        (each.tracking.state === 'pendiente' && !due(each, now)),
    );
    const free = held === -1 ? series : series.slice(0, held);
    return free.filter(({ tracking }) => tracking.state === 'pendiente');
  });

const sending = (
  open: readonly OpenInvoice[],
  now: Date,
  mode: SendMode,
  mostInBatch: number,
): Step | null => {
  const able = ready(open, now);
  const [first] = able;
  if (!first) return null;
  const refusal = first.tracking.trouble === null ? first.tracking.reason?.code : undefined;
  const alone =
    refusal !== undefined && refusal !== TOO_LARGE && first.tracking.failures >= REFUSALS_TO_GO_ALONE;
  // Behind a batch that is being worked on a single document would be decided first.
  const behindBatch = open.some(
    (each) => each.tracking.state === 'en_lote' && seriesOf(each) === seriesOf(first),
  );
  if (mode === 'uno' || alone || (mode === 'auto' && able.length < BATCH_FROM && !behindBatch))
    return { kind: 'send_one', invoice: first };
  // One kind in a batch; halved each time that it is too large.
  const halvings = first.tracking.reason?.code === TOO_LARGE ? first.tracking.failures : 0;
  const most = Math.max(1, Math.floor(mostInBatch / 2 ** halvings));
  return {
    kind: 'send_batch',
    invoices: able.filter((each) => kindOf(each) === kindOf(first)).slice(0, most),
  };
};

/** The earliest moment at which something is due; what is due already waits for something else. */
const nextMoment = (open: readonly OpenInvoice[], now: Date): Date | null =>
  open
    .flatMap(({ tracking }) => tracking.nextAt ?? [])
    .filter((at) => at > now)
    .reduce<Date | null>((earliest, at) => (earliest === null || at < earliest ? at : earliest), null);

/**
 * The next step: questions before sendings, so that what is decided frees the order behind it.
 * @param open by series and number
 */
export const nextStep = (
  open: readonly OpenInvoice[],
  now: Date,
  { mode, mostInBatch }: { readonly mode: SendMode; readonly mostInBatch: number },
): Step =>
  question(open, now) ??
  sending(open, now, mode, mostInBatch) ?? { kind: 'wait', until: nextMoment(open, now) };
