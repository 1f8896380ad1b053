import { topupReceipt } from '../domain/receipt-topup.ts';
import { ok, type Result } from '../domain/result.ts';
import type { PrintJob } from './ports.ts';
import type { DocumentPorts, PrintDocument } from './print-ports.ts';

/** The receipt of a top-up, from what is stored. Refuses RECARGA_INEXISTENTE. */
export const printTopup = async (
  { cardDesk, stores, words }: DocumentPorts,
  job: PrintJob,
): Promise<Result<PrintDocument>> => {
  const found = await cardDesk.topupById(job.referenceId ?? 0);
  if (!found.ok) return found;
  const { value } = found;
  const receipt = topupReceipt(value, await stores.store(), words, { copy: job.copy });
  const copy = job.copy > 0 ? `-copia${job.copy}` : '';
  return ok({ name: `recarga-${value.till}-${value.id}${copy}`, receipt });
};
