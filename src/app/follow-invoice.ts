import { posError } from '../domain/errors.ts';
import { DOCUMENT_TYPES, parseCdc } from '../domain/invoice/cdc.ts';
import { type Correction, correctionOf } from '../domain/invoice/correction.ts';
import { APPROVED, type EventRecord, type InvoiceRecord } from '../domain/invoice/record.ts';
import { type InvoiceUndo, undoOf } from '../domain/invoice/undo.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { StoredReturn } from '../domain/returns.ts';
import { authorizeAct } from './authorize-act.ts';
import { completeInvoice, type IssuePorts } from './issue-invoice.ts';
import type { UnusedRange } from './ports/invoices.ts';
import type { Returns } from './ports/returns.ts';
import type { ActedBy, Clock } from './ports.ts';

/** Whether a rejected document can be mended under its CDC, or needs another number. */
const correction = async (ports: IssuePorts, record: InvoiceRecord): Promise<Correction> => {
  const before = parseCdc(record.cdc ?? '');
  const settings = await ports.invoices.settings();
  if (!before || !settings) return { kind: 'new_number', reportOld: true };
  const after = {
    ...before,
    type: DOCUMENT_TYPES[record.kind],
    ruc: settings.issuer.ruc,
    taxpayerType: settings.issuer.taxpayerType,
  };
  return correctionOf(record.reason?.code ?? '', before, after);
};

/**
 * Another chance: what waits is due at once; a rejected document is made anew from the sale and the client as they are now,
 * under its CDC. Refuses FACTURA_OTRO_NUMERO where the rejection lies in the CDC.
 */
export const resendInvoice = async (
  ports: IssuePorts,
  by: ActedBy,
  record: InvoiceRecord,
): Promise<Result<InvoiceRecord>> => {
  const allowed = authorizeAct(by, 'invoice.send');
  if (!allowed.ok) return allowed;
  if (record.state === 'rechazada' && (await correction(ports, record)).kind === 'new_number')
    return fail(posError('FACTURA_OTRO_NUMERO', { numero: record.code }));
  const again = await ports.invoices.retry(by, record.id);
  return again.ok ? completeInvoice(ports, again.value, true) : again;
};

export interface Reissued {
  readonly invoice: InvoiceRecord;
  /** The report of the old number; null: it has none to make. */
  readonly report: EventRecord | null;
}

/** A new number for a sale, or for the return of a credit note, whose document was rejected; the old number is reported. */
export const reissueInvoice = async (
  ports: IssuePorts,
  by: ActedBy,
  record: InvoiceRecord,
  tillId: number,
): Promise<Result<Reissued>> => {
  const allowed = authorizeAct(by, 'invoice.send');
  if (!allowed.ok) return allowed;
  const fix: Correction =
    record.state === 'rechazada' ? await correction(ports, record) : { kind: 'same_cdc' };
  if (fix.kind === 'same_cdc' && record.state === 'rechazada')
    return fail(posError('FACTURA_MISMO_NUMERO', { numero: record.code }));
  const taken =
    record.returnId === null
      ? await ports.invoices.reissue(by, record.saleId, tillId)
      : await ports.invoices.creditNote(by, record.returnId, tillId);
  if (!taken.ok) return taken;
  const range = {
    ...record,
    from: record.number,
    to: record.number,
    reason: `Reemplazada por ${taken.value.code}`,
  };
  const report =
    fix.kind === 'new_number' && fix.reportOld ? await ports.invoices.reportUnused(by, range) : ok(null);
  if (!report.ok) return report;
  const invoice = await completeInvoice(ports, taken.value);
  return invoice.ok ? ok({ invoice: invoice.value, report: report.value }) : invoice;
};

/** Asks for a cancellation; it goes out with the next sending. Refuses CANCELACION_TARDE after 48 hours. */
export const cancelInvoice = async (
  ports: Pick<IssuePorts, 'invoices'>,
  by: ActedBy,
  record: InvoiceRecord,
  reason: string,
): Promise<Result<EventRecord>> => {
  const allowed = authorizeAct(by, record.saleVoided ? 'invoice.undo' : 'invoice.cancel');
  return allowed.ok ? ports.invoices.cancel(by, record.id, reason.trim()) : allowed;
};

/** Reports numbers that carry no valid document; it goes out with the next sending. */
export const reportUnused = async (
  ports: Pick<IssuePorts, 'invoices'>,
  by: ActedBy,
  range: UnusedRange,
): Promise<Result<EventRecord>> => {
  const allowed = authorizeAct(by, 'invoice.cancel');
  return allowed.ok ? ports.invoices.reportUnused(by, { ...range, reason: range.reason.trim() }) : allowed;
};

/** The credit note of a return, numbered at a till and signed. */
export const issueCreditNote = async (
  ports: IssuePorts,
  by: ActedBy,
  returnId: number,
  tillId: number,
): Promise<Result<InvoiceRecord>> => {
  const allowed = authorizeAct(by, 'invoice.undo');
  if (!allowed.ok) return allowed;
  const taken = await ports.invoices.creditNote(by, returnId, tillId);
  return taken.ok ? completeInvoice(ports, taken.value) : taken;
};

export interface UndoneInvoice {
  readonly invoice: InvoiceRecord;
  readonly undo: InvoiceUndo;
}

/** Credit notes of a sale that hold. */
const notesOf = async (
  { invoices }: Pick<IssuePorts, 'invoices'>,
  saleId: number,
): Promise<readonly InvoiceRecord[]> =>
  (await invoices.list({ saleId, kind: 'nota_credito' })).filter(({ current }) => current);

/** What a void or a return leaves to be done about the sale's invoice; null: it has none. */
export const undoAfter = async (
  ports: Pick<IssuePorts, 'invoices'> & { readonly clock: Clock },
  { saleId, kind }: Pick<StoredReturn, 'saleId' | 'kind'>,
): Promise<UndoneInvoice | null> => {
  const invoice = await ports.invoices.ofSale(saleId);
  if (!invoice) return null;
  const whole = kind === 'Anulacion' && (await notesOf(ports, saleId)).length === 0;
  return { invoice, undo: undoOf(invoice, whole, ports.clock.now()) };
};

/** Returns of a sale, oldest first, that no credit note of theirs covers. */
export const withoutNote = async (
  ports: Pick<IssuePorts, 'invoices'> & { readonly returns: Pick<Returns, 'ofSale'> },
  saleId: number,
): Promise<readonly StoredReturn[]> => {
  const [given, notes] = await Promise.all([ports.returns.ofSale(saleId), notesOf(ports, saleId)]);
  return given.filter(({ id }) => notes.every(({ returnId }) => returnId !== id));
};

/** The oldest return of its sale that an approved invoice owes a credit note for; null: it owes none. */
export const owedNote = async (
  ports: Pick<IssuePorts, 'invoices'> & { readonly returns: Pick<Returns, 'ofSale'> },
  invoice: InvoiceRecord,
): Promise<number | null> => {
  const holds = invoice.kind === 'factura' && invoice.current && APPROVED.includes(invoice.state);
  if (!holds || invoice.cancellation === 'pendiente' || invoice.cancellation === 'enviando') return null;
  return (await withoutNote(ports, invoice.saleId))[0]?.id ?? null;
};
