import type { PrintFault } from '../domain/print-fault.ts';
import type { PrinterStatus, PrintJob, Spool, SpoolWorker } from './ports.ts';
import { documentOf } from './print-job.ts';
import type { DocumentPorts, PrintOutcome, ReceiptPrinter } from './print-ports.ts';

export interface PrintPorts extends DocumentPorts {
  readonly worker: Pick<SpoolWorker, 'next' | 'finish'>;
  readonly queue: Pick<Spool, 'list'>;
  readonly printer: ReceiptPrinter;
}

/** Seconds before the same printer is tried again, by consecutive failures. */
const PAUSES_SECONDS = [1, 2, 4, 8, 15] as const;
const LONGEST_PAUSE_SECONDS = 15;

/** Seconds before a job whose sale cannot be read is tried again; it must not hold up the others. */
const UNREADABLE_PAUSE_SECONDS = 300;

export const retryPauseSeconds = (failures: number): number =>
  PAUSES_SECONDS[Math.max(0, failures - 1)] ?? LONGEST_PAUSE_SECONDS;

export type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'done'; readonly job: PrintJob; readonly outcome: PrintOutcome };

/**
 * Takes the oldest due job to the printer and stores what became of it. A pending job stays due: the pause between
 * attempts is the printer's, not the job's, so tickets keep their order. Throws PosFailure when the database is away;
 * the job is then still `enviando` and becomes `incierto` at the next start.
 */
export const printNext = async (
  ports: PrintPorts,
  tillId: number,
  onPrinting: (job: PrintJob) => void = () => {},
): Promise<Step> => {
  const job = await ports.worker.next(tillId);
  if (!job) return { kind: 'idle' };
  onPrinting(job);
  const document = await documentOf(ports, job);
  if (!document.ok) {
    const fault = 'DOCUMENTO_ILEGIBLE' satisfies PrintFault;
    await ports.worker.finish(job.id, {
      state: 'pendiente',
      fault,
      retryInSeconds: UNREADABLE_PAUSE_SECONDS,
    });
    return { kind: 'done', job, outcome: { state: 'pendiente', fault } };
  }
  const outcome = await ports.printer.print(document.value);
  await ports.worker.finish(job.id, {
    state: outcome.state,
    ...('fault' in outcome ? { fault: outcome.fault } : {}),
    ...(outcome.state === 'pendiente' ? { retryInSeconds: 0 } : {}),
  });
  return { kind: 'done', job, outcome };
};

/** What the till shows of its printer. A fault that holds up tickets now comes before a doubt about an earlier one. */
export const printerStatus = (open: readonly PrintJob[], device: string): PrinterStatus => {
  const held = open.find((job) => job.state === 'pendiente' && job.fault !== null);
  const doubtful = open.find((job) => job.state === 'incierto');
  const state = held ? 'waiting' : doubtful ? 'uncertain' : 'ready';
  return { state, open: open.length, fault: (held ?? doubtful)?.fault ?? null, device };
};
