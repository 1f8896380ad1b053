import { returnSlip } from '../domain/receipt-return.ts';
import { ok, type Result } from '../domain/result.ts';
import type { PrintJob } from './ports.ts';
import type { DocumentPorts, PrintDocument } from './print-ports.ts';

/** The slip of a return or a void, from what was stored. */
export const returnDocument = async (
  { returns, stores, words }: DocumentPorts,
  job: PrintJob,
): Promise<Result<PrintDocument>> => {
  const found = await returns.show(job.referenceId ?? 0);
  if (!found.ok) return found;
  const receipt = returnSlip(found.value, await stores.store(), words, { copy: job.copy });
  const copy = job.copy > 0 ? `-copia${job.copy}` : '';
  return ok({ name: `${found.value.saleNumber}-${job.kind}-${found.value.id}${copy}`, receipt });
};
