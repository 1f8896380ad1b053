import { posError } from '../domain/errors.ts';
import type { InvoiceRecord } from '../domain/invoice/record.ts';
import type { KudeDocument } from '../domain/receipt-kude.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Invoices, StoredDocument } from './ports/invoices.ts';
import type { Sales } from './ports.ts';

interface Ports {
  readonly invoices: Pick<Invoices, 'find' | 'document'>;
  readonly sales: Pick<Sales, 'show'>;
}

export interface Kude extends KudeDocument {
  readonly invoice: InvoiceRecord;
  readonly stored: StoredDocument;
}

/** What the paper of a document is drawn from: what was signed, never what the sale or the client say today. */
export const kudeOf = async (
  { invoices, sales }: Ports,
  reference: string | number,
): Promise<Result<Kude>> => {
  const found = await invoices.find(reference);
  if (!found.ok) return found;
  const invoice = found.value;
  const [stored, sale] = await Promise.all([invoices.document(invoice.id), sales.show(invoice.saleId)]);
  if (!stored) return fail(posError('FACTURA_SIN_FIRMA', { numero: invoice.code }));
  const { content, cdc, qr } = stored;
  return ok({ invoice, stored, content, cdc, qr, student: sale.ok ? sale.value.student : null });
};
