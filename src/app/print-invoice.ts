import { posError } from '../domain/errors.ts';
import { saleInvoice } from '../domain/receipt-sale.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { PrintJob } from './ports.ts';
import type { DocumentPorts } from './print-job.ts';
import type { PrintDocument } from './print-ports.ts';

/** The paper of an electronic document, from what was signed. A job of a time before there were any has none. */
export const printInvoice = async (
  { invoices, sales, stores, words }: DocumentPorts,
  job: PrintJob,
): Promise<Result<PrintDocument>> => {
  const found = job.referenceId === null ? null : await invoices.find(job.referenceId);
  if (!found) return fail(posError('FACTURA_INEXISTENTE', { factura: job.saleNumber ?? '' }));
  if (!found.ok) return found;
  const { code, timbrado, saleId } = found.value;
  const sale = await sales.show(saleId);
  if (!sale.ok) return sale;
  const receipt = saleInvoice(
    sale.value,
    await stores.store(),
    words,
    { copy: job.copy },
    {
      stamp: timbrado.number,
      number: code,
    },
  );
  const copy = job.copy > 0 ? `-copia${job.copy}` : '';
  return ok({ name: `${code}-${found.value.kind}${copy}`, receipt });
};
