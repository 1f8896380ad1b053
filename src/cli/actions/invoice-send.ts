import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { completeInvoices } from '../../app/issue-invoice.ts';
import type { InvoiceQueue } from '../../app/ports/invoice-queue.ts';
import { type EventPorts, sendEventsStep } from '../../app/send-events.ts';
import { NO_QUIET, type Quiet, type SendEvent, type Settled, sendStep } from '../../app/send-invoices.ts';
import { PosFailure } from '../../domain/errors.ts';
import type { SendMode } from '../../domain/invoice/plan.ts';
import { whyText } from '../../i18n/index.ts';
import type { CliContext } from '../context.ts';
import { eventSigner, invoiceService } from '../invoicing.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { unwrap } from '../unwrap.ts';
import { invoiceView } from '../views-invoice.ts';
import { endSending, noted, nothingTold, type Told } from './invoice-send-end.ts';

interface SendFlags extends OutputFlags {
  readonly watch?: boolean;
  readonly limit?: number;
  readonly dryRun?: boolean;
  readonly mode?: SendMode;
}

/** Signed at once, before sending. */
const MOST_SIGNED = 500;
/** Seconds between two looks at the queue while nothing is due: a sale of this moment goes soon. */
const LONGEST_SLEEP = 15;

interface Sender {
  readonly context: CliContext;
  readonly opened: Opened;
  readonly queue: InvoiceQueue;
  readonly name: string;
  readonly mode: SendMode;
  /** Aborted by Ctrl-C or SIGTERM: the step under way ends first. */
  readonly stop: AbortSignal;
}

/** What people call each document; a credit note may have the number of an invoice. */
const namesOf = async (
  { context, opened }: Sender,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> => {
  const { kinds } = context.messages.cli.invoice;
  const found = ids.length === 0 ? [] : await opened.services.invoices.list({ ids });
  return new Map(
    found.map(({ id, code, kind }) => [id, kind === 'factura' ? code : `${kinds[kind]} ${code}`]),
  );
};

const tellDocuments = async (sender: Sender, settled: readonly Settled[]): Promise<void> => {
  const { messages, say } = sender.context;
  for (const { id, cdc, tracking } of settled)
    sender.opened.log.event('invoices.settle', { factura: id, cdc, estado: tracking.state });
  const t = messages.cli.invoice;
  const names = await namesOf(
    sender,
    settled.map(({ id }) => id),
  );
  for (const { id, cdc, tracking } of settled)
    say(t.moved(names.get(id) ?? cdc, t.states[tracking.state], whyText(messages, tracking)));
};

/** Signs what was left unsigned. What cannot be signed is said, and keeps nothing back. */
const signLeft = async ({ context, opened }: Sender, told: Told): Promise<void> => {
  const { messages, say } = context;
  const t = messages.cli.invoice;
  const { signed, failed } = await completeInvoices(opened.services, MOST_SIGNED);
  if (signed.length > 0) say(t.signedNow(signed.length));
  for (const { record, error } of failed)
    say(t.unsigned(record.code, messages.errors[error.code](error.params)));
  told.unsigned = failed.length;
};

const sendEvents = async (sender: Sender, ports: EventPorts, told: Told): Promise<void> => {
  const { messages, say } = sender.context;
  const t = messages.cli.invoice;
  for (;;) {
    const done = await sendEventsStep(ports, sender.name);
    if (!done) return;
    told.events = noted(told.events, done.settled);
    const ids = done.settled.map(({ id }) => id);
    const records = ids.length === 0 ? [] : await sender.opened.services.invoices.events({ ids });
    for (const { id, kind, tracking } of done.settled) {
      const about = records.find((record) => record.id === id)?.about ?? '';
      say(
        t.eventMoved(about, t.eventKinds[kind], t.eventStates[tracking.state], whyText(messages, tracking)),
      );
    }
    told.trouble = done.trouble;
    if (done.trouble || sender.stop.aborted) return;
  }
};

/** Milliseconds until something is due, at most {@link LONGEST_SLEEP}. */
const pauseOf = (until: Date | null, now: Date): number =>
  Math.min(
    LONGEST_SLEEP * 1_000,
    Math.max(250, (until?.getTime() ?? Number.POSITIVE_INFINITY) - now.getTime()),
  );

/** Steps until nothing is due (or for ever, `watch`). */
const run = async (sender: Sender, flags: SendFlags, told: Told): Promise<void> => {
  const { opened, queue, name, mode, stop, context } = sender;
  const { services } = opened;
  const service = unwrap(await invoiceService(opened));
  const maker = unwrap(await services.invoiceMaker());
  const ports = { queue, service, clock: services.clock, signer: eventSigner(maker) };
  let quiet: Quiet = NO_QUIET;
  while (!stop.aborted && told.settled < (flags.limit ?? Number.POSITIVE_INFINITY)) {
    await signLeft(sender, told);
    const step: { readonly event: SendEvent; readonly quiet: Quiet } = await sendStep(
      ports,
      { sender: name, mode },
      quiet,
    );
    quiet = step.quiet;
    const { event } = step;
    told.until = event.kind === 'idle' ? event.until : null;
    told.busy = event.kind === 'busy';
    if (event.kind === 'busy') {
      if (!flags.watch) return;
      await sleep(LONGEST_SLEEP * 1_000, undefined, { signal: stop }).catch(() => {});
      continue;
    }
    if (event.kind === 'did') {
      told.settled += event.settled.length;
      told.documents = noted(told.documents, event.settled);
      await tellDocuments(sender, event.settled);
      told.trouble = event.trouble;
      if (event.trouble)
        context.say(
          context.messages.cli.invoice.trouble(context.messages.sifen.troubles[event.trouble.cause]),
        );
      if (event.trouble && !flags.watch) return;
      continue;
    }
    await sendEvents(sender, ports, told);
    if (!flags.watch) return;
    await sleep(pauseOf(event.until, services.clock.now()), undefined, { signal: stop }).catch(() => {});
  }
};

const dryRun = (context: CliContext, { services }: Opened, flags: SendFlags): Promise<void> =>
  services.invoices
    .list({
      states: ['sin_firmar', 'pendiente', 'enviando', 'en_duda', 'en_lote'],
      oldestFirst: true,
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    })
    .then((waiting) => {
      const t = context.messages.cli.invoice;
      const rows = waiting.map(invoiceView);
      context.present(
        {
          data: rows,
          rows,
          text: () =>
            rows.length === 0
              ? t.allDone
              : waiting.map((one) => t.wouldSend(one.code, t.states[one.state])).join('\n'),
        },
        flags,
      );
    });

/** A database that is away for a moment does not end a watch; anything else does. */
const watching = async (sender: Sender, flags: SendFlags, told: Told): Promise<void> => {
  for (;;) {
    try {
      return await run(sender, flags, told);
    } catch (error) {
      const away = error instanceof PosFailure && error.error.code === 'BASE_DE_DATOS';
      if (!flags.watch || !away || sender.stop.aborted) throw error;
      sender.context.say(sender.context.messages.errors.BASE_DE_DATOS(error.error.params));
      await sleep(LONGEST_SLEEP * 1_000, undefined, { signal: sender.stop }).catch(() => {});
    }
  }
};

export const sendInvoices = (context: CliContext, flags: SendFlags): Promise<void> =>
  context.withServices({}, async (opened) => {
    if (flags.dryRun) return dryRun(context, opened, flags);
    const { databaseInvoiceQueue } = await import('../../adapters/db/invoice-queue.ts');
    const stop = new AbortController();
    const end = (): void => stop.abort();
    process.once('SIGTERM', end).once('SIGINT', end);
    const sender: Sender = {
      context,
      opened,
      queue: databaseInvoiceQueue(opened.store.till),
      name: `${hostname().slice(0, 20)}:${process.pid}:${randomUUID().slice(0, 8)}`,
      mode: flags.mode ?? 'auto',
      stop: stop.signal,
    };
    const told = nothingTold();
    try {
      await watching(sender, flags, told);
      await endSending(context, opened, sender.queue, flags, told);
    } finally {
      process.off('SIGTERM', end).off('SIGINT', end);
      await sender.queue.release(sender.name).catch(() => {});
    }
  });
