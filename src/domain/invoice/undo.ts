import { APPROVED, type InvoiceRecord } from './record.ts';

/** Hours after its approval in which a document can be cancelled. */
export const CANCEL_HOURS = 48;

/**
 * What becomes of the invoice of a sale that was voided or returned: `cancel` (within 48 hours of its approval, or once it
 * is approved), `credit` (a credit note: too late to cancel, or only a part came back), `wait` (a credit note, after the
 * approval), `report` (its number carries no valid document), `done` (nothing is left to do).
 */
export type InvoiceUndo = 'cancel' | 'credit' | 'wait' | 'report' | 'done';

/** Whether it can still be cancelled; one that is not approved yet can, for 48 hours from then. */
export const cancellable = ({ approvedAt }: InvoiceRecord, now: Date): boolean =>
  approvedAt === null || now.getTime() - approvedAt.getTime() <= CANCEL_HOURS * 3_600_000;

/** @param whole everything came back: the sale was voided */
export const undoOf = (invoice: InvoiceRecord, whole: boolean, now: Date): InvoiceUndo => {
  if (!invoice.current || invoice.cancellation === 'pendiente' || invoice.cancellation === 'enviando')
    return 'done';
  if (invoice.state === 'sin_firmar' || invoice.state === 'rechazada') return whole ? 'report' : 'wait';
  const approved = APPROVED.includes(invoice.state);
  if (whole && cancellable(invoice, now)) return 'cancel';
  return approved ? 'credit' : 'wait';
};
