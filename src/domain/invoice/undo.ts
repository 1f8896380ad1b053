import { DOCUMENT_TYPES } from './cdc.ts';
import { cancelLimit } from './limits.ts';
import { APPROVED, type InvoiceRecord } from './record.ts';

/**
 * What becomes of the invoice of a sale that was voided or returned: `cancel` (in time after its approval, or once it is
 * approved), `credit` (a credit note: too late to cancel), `part` (a credit note: only a part came back), `wait` (a credit
 * note, after the approval), `report` (its number carries no valid document), `done` (nothing is left to do).
 */
export type InvoiceUndo = 'cancel' | 'credit' | 'part' | 'wait' | 'report' | 'done';

/** Whether it can still be cancelled; one that is not approved yet can, once it is. */
export const cancellable = ({ kind, approvedAt }: InvoiceRecord, now: Date): boolean =>
  approvedAt === null || cancelLimit(DOCUMENT_TYPES[kind], approvedAt, now).kind === 'in_time';

/** @param whole everything came back at once: the sale was voided, and no credit note gave a part of it back before */
export const undoOf = (invoice: InvoiceRecord, whole: boolean, now: Date): InvoiceUndo => {
  if (!invoice.current || invoice.cancellation === 'pendiente' || invoice.cancellation === 'enviando')
    return 'done';
  if (invoice.state === 'sin_firmar' || invoice.state === 'rechazada') return whole ? 'report' : 'wait';
  if (whole && cancellable(invoice, now)) return 'cancel';
  if (!APPROVED.includes(invoice.state)) return 'wait';
  return whole ? 'credit' : 'part';
};
