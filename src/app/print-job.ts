import type { Receipt } from '../domain/receipt.ts';
import { saleInvoice, saleTicket } from '../domain/receipt-sale.ts';
import { testPage, voidSlip } from '../domain/receipt-slips.ts';
import { ok, type Result } from '../domain/result.ts';
import type { StoredSale } from '../domain/sale.ts';
import type { PrintJob } from './ports.ts';
import { printInvoice } from './print-invoice.ts';
import type { DocumentPorts, PrintDocument } from './print-ports.ts';
import { reportDocument } from './print-report.ts';
import { returnDocument } from './print-return.ts';
import { printCashMove, printClosing, printReading } from './print-shift.ts';
import { printTopup } from './print-topup.ts';

/** Attempts after which a ticket no longer opens the drawer: the customer has left, and nobody watches it. */
const DRAWER_ATTEMPTS = 3;

/** How the documents of the back office are made, each in a file of its own; a sale's papers are made below. */
const COMPOSERS: Partial<
  Record<PrintJob['kind'], (ports: DocumentPorts, job: PrintJob) => Promise<Result<PrintDocument>>>
> = {
  lectura_x: printReading,
  cierre_z: printClosing,
  mov_caja: printCashMove,
  recarga: printTopup,
  devolucion: returnDocument,
  informe: reportDocument,
};

/** File name of a document: the sale's number, what it is if not the ticket, and which copy. */
const nameOf = (job: PrintJob, number: string): string => {
  const kind = job.kind === 'factura' || job.kind === 'anulacion' ? `-${job.kind}` : '';
  return `${number}${kind}${job.copy > 0 ? `-copia${job.copy}` : ''}`;
};

/**
 * What a job prints, made afresh from the stored sale: a job is data, not bytes, so it comes out right on whatever
 * printer is there today. Refuses VENTA_INEXISTENTE.
 */
export const documentOf = async (ports: DocumentPorts, job: PrintJob): Promise<Result<PrintDocument>> => {
  // A void of a time before returns were stored is told by its sale.
  const compose =
    job.referenceId !== null && job.kind === 'anulacion'
      ? returnDocument
      : job.referenceId !== null && job.kind === 'factura'
        ? printInvoice
        : COMPOSERS[job.kind];
  const made = await (compose ? compose(ports, job) : saleDocumentOf(ports, job));
  if (!made.ok || job.attempts <= DRAWER_ATTEMPTS) return made;
  return ok({ ...made.value, receipt: { ...made.value.receipt, openDrawer: false } });
};

const saleDocumentOf = async (ports: DocumentPorts, job: PrintJob): Promise<Result<PrintDocument>> => {
  const { sales, stores, words, printer, till } = ports;
  const store = await stores.store();
  if (job.kind === 'prueba' || job.saleId === null) {
    const facts = { device: printer.device, columns: printer.columns, till, date: job.createdAt };
    return ok({ name: `prueba-${job.id}`, receipt: testPage(store, words, facts) });
  }
  const found = await sales.show(job.saleId);
  if (!found.ok) return found;
  const compose = (sale: StoredSale): Receipt => {
    const mark = { copy: job.copy };
    if (job.kind === 'factura') return saleInvoice(sale, store, words, mark);
    return job.kind === 'anulacion'
      ? voidSlip(sale, store, words, mark)
      : saleTicket(sale, store, words, mark);
  };
  return ok({ name: nameOf(job, found.value.number), receipt: compose(found.value) });
};
