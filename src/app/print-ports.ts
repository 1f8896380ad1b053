import type { PrintFault } from '../domain/print-fault.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { ReceiptWords } from '../domain/receipt-words.ts';
import type { CardDesk } from './ports/card-desk.ts';
import type { Invoices } from './ports/invoices.ts';
import type { Reports } from './ports/reports.ts';
import type { Returns } from './ports/returns.ts';
import type { Shifts } from './ports/shifts.ts';
import type { Sales, Stores } from './ports.ts';

/** What became of a document that was given to a printer. */
export type PrintOutcome = (
  | { readonly state: 'confirmado' }
  /** Every byte went out to a printer that cannot answer. */
  | { readonly state: 'enviado' }
  /** Not one byte went out: it may be tried again without a second copy on paper. */
  | { readonly state: 'pendiente'; readonly fault: PrintFault }
  /** Some bytes may be on paper: a person decides. */
  | { readonly state: 'incierto'; readonly fault: PrintFault }
) & {
  /** The device would not close: this process must end before it can be used again. */
  readonly stuck?: boolean;
};

export interface PrintDocument {
  /** Where the printer is a directory, the file's name; letters, digits, `-`. */
  readonly name: string;
  readonly receipt: Receipt;
}

export interface ReceiptPrinter {
  /** For people: `/dev/ttyUSB0`, `192.168.1.50:9100`, a directory. */
  readonly device: string;
  /** Columns of a row. */
  readonly columns: number;
  /** Why it cannot be had, found without sending anything; null: it is there. Absent: only printing shows it. */
  readonly missing?: () => Promise<PrintFault | null>;
  /** Never rejects for what a printer does; `progress` gets bytes sent and in all. */
  readonly print: (
    document: PrintDocument,
    progress?: (sent: number, total: number) => void,
  ) => Promise<PrintOutcome>;
}

/** What the papers are made of. */
export interface DocumentPorts {
  readonly sales: Pick<Sales, 'show'>;
  readonly stores: Pick<Stores, 'store'>;
  readonly cardDesk: CardDesk;
  readonly shifts: Shifts;
  readonly returns: Returns;
  readonly invoices: Pick<Invoices, 'find' | 'document'>;
  readonly reports: Pick<Reports, 'printed'>;
  readonly words: ReceiptWords;
  readonly printer: Pick<ReceiptPrinter, 'device' | 'columns'>;
  /** Code of the till, for the test page. */
  readonly till: string;
}
