import { spoolWorker } from '../../adapters/db/index.ts';
import { openPrinter } from '../../adapters/printer/printer.ts';
import { parsePrinter } from '../../adapters/printer/setting.ts';
import { openChannel, runWorker, type WorkerPorts } from '../../adapters/printer/worker.ts';
import { loggedWorker } from '../../app/logged.ts';
import type { PrintJob } from '../../app/ports.ts';
import type { ReceiptPrinter } from '../../app/print-ports.ts';
import { printNext } from '../../app/print-worker.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Till } from '../../domain/user.ts';
import { faultText } from '../../i18n/index.ts';
import type { Config, ConfigFlags } from '../config.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { ListFlags } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { jobView } from '../views.ts';
import { tillOf } from './till.ts';

/** Milliseconds between two looks at a job that another process prints. */
const LOOK_EVERY = 300;
/** Milliseconds until the print process takes a silent line for a lost one and comes anew; a lock is waited for 10 s. */
const PATIENCE = 12_000;
/** Milliseconds after which a job that nobody takes is left to the queue. */
const GIVE_UP_AFTER = 60_000;

const configuredPrinter = (config: Config): ReceiptPrinter =>
  openPrinter(unwrap(parsePrinter(config.printer, config.home)));

/** Lends the worker's side of the queue and gives its connection and lock back whatever happens. */
const withWorker = async <T>(
  { services, store, log }: Opened,
  context: CliContext,
  printer: ReceiptPrinter,
  till: Till,
  use: (ports: WorkerPorts) => Promise<T>,
): Promise<T> => {
  const worker = spoolWorker(store.till);
  try {
    return await use({
      worker: loggedWorker(worker, log),
      queue: services.spool,
      sales: services.sales,
      stores: services.stores,
      cardDesk: services.cardDesk,
      shifts: services.shifts,
      returns: services.returns,
      invoices: services.invoices,
      reports: services.reports,
      words: context.messages.receipt,
      printer,
      till: till.code,
    });
  } finally {
    await worker.release();
  }
};

const isDecided = (job: PrintJob): boolean => !['pendiente', 'enviando'].includes(job.state);

/** Prints the queue up to a job with this process as the till's print process. */
const printHere = async (ports: WorkerPorts, opened: Opened, job: PrintJob): Promise<PrintJob> => {
  await ports.worker.recover(job.tillId);
  for (;;) {
    const step = await printNext(ports, job.tillId);
    const now = unwrap(await opened.services.spool.find(job.id));
    if (isDecided(now) || step.kind === 'idle') return now;
    // What holds up an earlier job holds up this one too.
    if (step.outcome.state === 'pendiente') return { ...now, fault: now.fault ?? step.outcome.fault };
  }
};

/** Follows a job that the till's own print process prints. */
const follow = async (opened: Opened, job: PrintJob): Promise<PrintJob> => {
  const { spool, pause } = opened.services;
  for (let waited = 0; ; waited += LOOK_EVERY) {
    const now = unwrap(await spool.find(job.id));
    const failed = now.state === 'pendiente' && now.fault !== null;
    if (isDecided(now) || failed || waited >= GIVE_UP_AFTER) return now;
    await pause(LOOK_EVERY);
  }
};

const showOutcome = (context: CliContext, job: PrintJob, flags: OutputFlags): void => {
  const t = context.messages.printing;
  if (job.state === 'confirmado' || job.state === 'enviado') {
    context.present({ data: jobView(job), text: () => `${job.id}: ${t.states[job.state]}` }, flags);
    return;
  }
  const cause = faultText(context.messages, job.fault);
  const stays = job.state === 'incierto' ? '' : t.commands.giveUp(job.id);
  throw new PosFailure(
    posError('IMPRESORA', {
      causa: [cause, stays].filter(Boolean).join(' '),
      trabajo: job.id,
      estado: job.state,
      falla: job.fault ?? '',
    }),
  );
};

/** Queues a test page and sees it through. Throws IMPRESORA when it is not on paper. */
export const printTest = (context: CliContext, flags: PersonFlags & OutputFlags): Promise<void> => {
  const printer = configuredPrinter(context.config(flags));
  return context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const user = await context.asPerson(opened, flags, 'print.manage');
    const till = await tillOf(services, config.till);
    const job = await services.spool.test(till.id, user.id);
    context.say(context.messages.printing.commands.queued(job.id, printer.device));
    const printed = await withWorker(opened, context, printer, till, async (ports) => {
      if (await ports.worker.acquire(till.id)) return printHere(ports, opened, job);
      context.say(context.messages.printing.commands.busy);
      return follow(opened, job);
    });
    showOutcome(context, printed, flags);
  });
};

/** The jobs of the till that are not on paper yet; with `--all` the printed ones too. */
export const printQueue = (context: CliContext, flags: ListFlags & { all?: boolean }): Promise<void> =>
  context.withServices(flags, async ({ services, config }) => {
    const till = await tillOf(services, config.till);
    const jobs = await services.spool.list({
      tillId: till.id,
      ...(flags.all ? {} : { open: true }),
      limit: flags.limit ?? 100,
    });
    const t = context.messages.printing;
    const c = t.commands.columns;
    context.present(
      {
        data: jobs.map(jobView),
        rows: jobs.map(jobView),
        text: (columns) =>
          jobs.length === 0
            ? t.commands.empty
            : table(
                jobs,
                [
                  { title: c.job, value: (job) => String(job.id), align: 'right' },
                  { title: c.kind, value: (job) => t.kinds[job.kind] },
                  { title: c.sale, value: (job) => job.saleNumber ?? '' },
                  { title: c.state, value: (job) => t.states[job.state] },
                  { title: c.attempts, value: (job) => String(job.attempts), align: 'right' },
                  { title: c.created, value: (job) => job.createdAt },
                  { title: c.fault, value: (job) => faultText(context.messages, job.fault), shrinks: true },
                ],
                columns,
              ),
      },
      flags,
    );
  });

const jobNumber = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new PosFailure(posError('TRABAJO_INEXISTENTE', { trabajo: text }));
  return Number(text);
};

/** A person's decision about a job: print it again, or let it be. */
export const decideJob = (
  context: CliContext,
  verb: 'retry' | 'settle',
  reference: string,
  flags: PersonFlags & OutputFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const user = await context.asPerson(opened, flags, 'print.manage');
    const job = unwrap(await opened.services.spool[verb](jobNumber(reference), user.id));
    const t = context.messages.printing;
    context.present({ data: jobView(job), text: () => `${job.id}: ${t.states[job.state]}` }, flags);
  });

/** The till's print process: works until its parent goes away or it is told to stop. */
export const printWorker = async (context: CliContext, flags: ConfigFlags): Promise<void> => {
  const channel = openChannel();
  try {
    const printer = configuredPrinter(context.config(flags));
    const stuck = await context.withServices(
      flags,
      async (opened) => {
        const till = await tillOf(opened.services, opened.config.till);
        return withWorker(opened, context, printer, till, (ports) => runWorker(ports, till.id, channel));
      },
      { patienceMs: PATIENCE },
    );
    // A port that does not close would keep this process alive, and with it the port.
    if (stuck) process.kill(process.pid, 'SIGKILL');
  } finally {
    channel.close();
  }
};
