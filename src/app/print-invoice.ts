import { posError } from '../domain/errors.ts';
import { kudeReceipt } from '../domain/receipt-kude.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { kudeOf } from './kude.ts';
import type { PrintJob } from './ports.ts';
import type { DocumentPorts, PrintDocument } from './print-ports.ts';

/** The paper of an electronic document, from what was signed. A job of a time before there were any has none. */
export const printInvoice = async (ports: DocumentPorts, job: PrintJob): Promise<Result<PrintDocument>> => {
  if (job.referenceId === null)
    return fail(posError('FACTURA_INEXISTENTE', { factura: job.saleNumber ?? '' }));
  const kude = await kudeOf(ports, job.referenceId);
  if (!kude.ok) return kude;
  const { code, kind } = kude.value.invoice;
  const copy = job.copy > 0 ? `-copia${job.copy}` : '';
  return ok({
    name: `${code}-${kind.replace('_', '-')}${copy}`,
    receipt: kudeReceipt(kude.value, ports.words, { copy: job.copy }),
  });
};
