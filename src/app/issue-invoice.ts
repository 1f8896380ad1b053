import { type PosError, posError } from '../domain/errors.ts';
import type { CreditNoteInput, InvoiceInput, MadeDocument } from '../domain/invoice/document.ts';
import { creditNoteOf, invoiceOf } from '../domain/invoice/from-sale.ts';
import type { Emission } from '../domain/invoice/issuer.ts';
import { receiverOf } from '../domain/invoice/receiver.ts';
import type { InvoiceRecord, InvoiceSettings } from '../domain/invoice/record.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { StoredSale } from '../domain/sale.ts';
import type { InvoiceMaker } from './ports/invoice-maker.ts';
import type { Invoices } from './ports/invoices.ts';
import type { Returns } from './ports/returns.ts';
import type { Sales, Stores } from './ports.ts';

export interface IssuePorts {
  readonly invoices: Invoices;
  readonly invoiceMaker: () => Promise<Result<InvoiceMaker>>;
  readonly sales: Pick<Sales, 'show'>;
  readonly returns: Pick<Returns, 'show'>;
  readonly stores: Pick<Stores, 'paymentMethods'>;
}

const emissionOf = (settings: InvoiceSettings, record: InvoiceRecord): Emission => ({
  environment: record.environment,
  issuer: settings.issuer,
  timbrado: record.timbrado,
  point: { establishment: record.establishment, point: record.point },
});

/** The sale as it is told to the authority: to the receiver who was copied with the number, at the number's own time. */
const saleOf = async (ports: IssuePorts, record: InvoiceRecord): Promise<Result<StoredSale>> => {
  const sale = await ports.sales.show(record.saleId);
  if (!sale.ok) return sale;
  const { name, document } = record.receiver;
  return ok({ ...sale.value, client: name, clientDocument: document, date: record.issuedAt });
};

const invoiceInput = async (
  ports: IssuePorts,
  record: InvoiceRecord,
  sale: StoredSale,
  emission: Emission,
  signedAt: string,
): Promise<Result<InvoiceInput>> => {
  const { number, securityCode } = record;
  return invoiceOf(sale, await ports.stores.paymentMethods(), emission, { number, securityCode, signedAt });
};

const noteInput = async (
  ports: IssuePorts,
  record: InvoiceRecord,
  sale: StoredSale,
  emission: Emission,
  signedAt: string,
): Promise<Result<CreditNoteInput>> => {
  const [returned, invoice] = await Promise.all([
    ports.returns.show(record.returnId ?? 0),
    ports.invoices.find(record.invoiceId ?? 0),
  ]);
  if (!returned.ok) return returned;
  if (!invoice.ok) return invoice;
  if (invoice.value.cdc === null)
    return fail(posError('FACTURA_NO_APROBADA', { numero: invoice.value.code, estado: invoice.value.state }));
  // To whom the invoice was made out, whatever the client's file says today.
  const receiver = receiverOf(invoice.value.receiver, invoice.value.total);
  if (!receiver.ok) return receiver;
  const { number, securityCode } = record;
  return creditNoteOf(
    { ...returned.value, date: record.issuedAt },
    sale,
    { cdc: invoice.value.cdc, receiver: receiver.value },
    emission,
    { number, securityCode, signedAt },
  );
};

interface Made {
  readonly made: MadeDocument;
  readonly content: InvoiceInput | CreditNoteInput;
}

const make = async (ports: IssuePorts, record: InvoiceRecord): Promise<Result<Made>> => {
  const maker = await ports.invoiceMaker();
  if (!maker.ok) return maker;
  const [settings, sale, now] = await Promise.all([
    ports.invoices.settings(),
    saleOf(ports, record),
    ports.invoices.now(),
  ]);
  if (!settings) return fail(posError('FACTURA_SIN_CONFIGURAR'));
  if (!sale.ok) return sale;
  const emission = emissionOf(settings, record);
  // The database's clock gave the time of the sale: a till whose own is slow must not sign before it.
  const parts = [ports, record, sale.value, emission, now] as const;
  if (record.kind === 'factura') {
    const content = await invoiceInput(...parts);
    if (!content.ok) return content;
    const made = maker.value.invoice(content.value);
    return made.ok ? ok({ made: made.value, content: content.value }) : made;
  }
  const content = await noteInput(...parts);
  if (!content.ok) return content;
  const made = maker.value.creditNote(content.value);
  return made.ok ? ok({ made: made.value, content: content.value }) : made;
};

/**
 * Makes, signs and stores the document of a number; one that is signed comes back as it is. `again`: of a rejected one, under
 * its CDC. What the maker refuses leaves the number as it was.
 */
export const completeInvoice = async (
  ports: IssuePorts,
  record: InvoiceRecord,
  again = false,
): Promise<Result<InvoiceRecord>> => {
  const due = record.state === 'sin_firmar' || (again && record.state === 'rechazada');
  if (!due) return ok(record);
  const done = await make(ports, record);
  return done.ok ? ports.invoices.sign(record.id, done.value.made, done.value.content, again) : done;
};

/** The invoice of a sale just made, signed; null: the sale has none. */
export const completeInvoiceOf = async (
  ports: IssuePorts,
  saleId: number,
): Promise<Result<InvoiceRecord | null>> => {
  const record = await ports.invoices.ofSale(saleId);
  return record ? completeInvoice(ports, record) : ok(null);
};

export interface Completed {
  readonly signed: readonly InvoiceRecord[];
  readonly failed: readonly { readonly record: InvoiceRecord; readonly error: PosError }[];
}

/** Signs what a crash or a missing certificate left unsigned, oldest first. One that cannot be made keeps no other back. */
export const completeInvoices = async (ports: IssuePorts, most: number): Promise<Completed> => {
  const waiting = await ports.invoices.list({ states: ['sin_firmar'], limit: most, oldestFirst: true });
  const signed: InvoiceRecord[] = [];
  const failed: { record: InvoiceRecord; error: PosError }[] = [];
  for (const record of waiting) {
    const done = await completeInvoice(ports, record);
    if (done.ok) signed.push(done.value);
    else failed.push({ record, error: done.error });
  }
  return { signed, failed };
};
