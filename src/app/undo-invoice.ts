import type { InvoiceRecord } from '../domain/invoice/record.ts';
import type { InvoiceUndo } from '../domain/invoice/undo.ts';
import { ok, type Result } from '../domain/result.ts';
import { cancelInvoice, issueCreditNote, reportUnused } from './follow-invoice.ts';
import type { IssuePorts } from './issue-invoice.ts';
import type { ActedBy } from './ports.ts';

/** What was decided about the invoice of a sale that was voided or came back in part. */
export interface UndoQuestion {
  readonly invoice: InvoiceRecord;
  readonly undo: InvoiceUndo;
  readonly returnId: number;
  readonly reason: string;
}

export interface UndoWanted extends UndoQuestion {
  readonly tillId: number;
}

export interface Undone {
  readonly undo: InvoiceUndo;
  /** Of the invoice, or of the credit note that was issued. */
  readonly code: string;
}

/** The authority wants five letters at least. */
const reasonFor = (reason: string): string =>
  reason.trim().length < 5 ? `Motivo: ${reason.trim()}` : reason;

/** Cancels, credits or reports, as the invoice allows; what waits or is done already changes nothing. */
export const undoInvoice = async (
  ports: IssuePorts,
  by: ActedBy,
  { invoice, undo, returnId, tillId, reason }: UndoWanted,
): Promise<Result<Undone>> => {
  const told = ok({ undo, code: invoice.code });
  switch (undo) {
    case 'cancel': {
      // The sale was voided after this record was read: the right to cancel follows from that.
      const asked = await cancelInvoice(ports, by, { ...invoice, saleVoided: true }, reasonFor(reason));
      return asked.ok ? told : asked;
    }
    case 'credit':
    case 'part': {
      const note = await issueCreditNote(ports, by, returnId, tillId);
      return note.ok ? ok({ undo, code: note.value.code }) : note;
    }
    case 'report': {
      const { kind, establishment, point, number } = invoice;
      const range = { kind, establishment, point, from: number, to: number, reason: reasonFor(reason) };
      const asked = await reportUnused(ports, by, range);
      return asked.ok ? told : asked;
    }
    default:
      return told;
  }
};
