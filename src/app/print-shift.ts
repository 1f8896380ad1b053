import type { Receipt } from '../domain/receipt.ts';
import type { CopyMark } from '../domain/receipt-parts.ts';
import { cashMoveSlip, shiftClosing, shiftReading } from '../domain/receipt-shift.ts';
import type { ReceiptWords } from '../domain/receipt-words.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Store } from '../domain/user.ts';
import type { PrintJob } from './ports.ts';
import type { DocumentPorts, PrintDocument } from './print-ports.ts';

/** From what is stored: the paper of an X says what was read then, however late it is printed. */
const printed = async <T>(
  { stores, words }: DocumentPorts,
  job: PrintJob,
  found: Result<T>,
  name: (value: T) => string,
  compose: (value: T, store: Store, words: ReceiptWords, mark: CopyMark) => Receipt,
): Promise<Result<PrintDocument>> => {
  if (!found.ok) return found;
  const receipt = compose(found.value, await stores.store(), words, { copy: job.copy });
  const copy = job.copy > 0 ? `-copia${job.copy}` : '';
  return ok({ name: `${name(found.value)}${copy}`, receipt });
};

export const printReading = async (ports: DocumentPorts, job: PrintJob): Promise<Result<PrintDocument>> =>
  printed(
    ports,
    job,
    await ports.shifts.reading(job.referenceId ?? 0),
    ({ shift }) => `x-${shift.till}-${shift.id}-${job.id}`,
    shiftReading,
  );

export const printClosing = async (ports: DocumentPorts, job: PrintJob): Promise<Result<PrintDocument>> =>
  printed(
    ports,
    job,
    await ports.shifts.show(job.referenceId ?? 0),
    ({ shift, closing }) => `z-${shift.till}-${closing.z}`,
    shiftClosing,
  );

export const printCashMove = async (ports: DocumentPorts, job: PrintJob): Promise<Result<PrintDocument>> =>
  printed(
    ports,
    job,
    await ports.shifts.cashMove(job.referenceId ?? 0),
    (move) => `caja-${move.till}-${move.id}`,
    cashMoveSlip,
  );
