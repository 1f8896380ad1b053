import type { DocumentKind } from '../../domain/invoice/cdc.ts';
import type { CreditNoteInput, InvoiceInput, MadeDocument } from '../../domain/invoice/document.ts';
import type { Environment, Issuer, Timbrado } from '../../domain/invoice/issuer.ts';
import type {
  EventRecord,
  InvoiceBacklog,
  InvoiceRecord,
  InvoiceSettings,
  InvoiceStep,
  RecordState,
} from '../../domain/invoice/record.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

export interface InvoiceFilter {
  /** ISO days of issue, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly states?: readonly RecordState[];
  readonly kind?: DocumentKind;
  readonly saleId?: number;
  /** Part of a number, CDC, receiver or sale. */
  readonly text?: string;
  readonly tillId?: number;
  /** Only those that hold though their sale was voided. */
  readonly ofVoided?: boolean;
  readonly ids?: readonly number[];
  readonly limit?: number;
  /** Oldest first; absent: newest first. */
  readonly oldestFirst?: boolean;
}

/** What was signed, with what it was made of: paper and mail come from this. */
export interface StoredDocument {
  readonly id: number;
  readonly cdc: string;
  readonly xml: string;
  readonly qr: string;
  readonly content: InvoiceInput | CreditNoteInput;
  readonly signedAt: string;
}

/** A whole set-up; a point without first numbers goes on as it was, or begins at 1. */
export interface InvoiceSetup {
  readonly issuer: Issuer;
  readonly timbrado: Timbrado;
  readonly cscId: string;
  readonly environment: Environment;
  readonly points: readonly {
    readonly tillId: number;
    readonly establishment: string;
    readonly point: string;
    readonly firstInvoice: number | null;
    readonly firstNote: number | null;
  }[];
  readonly on: boolean;
}

export interface UnusedRange {
  readonly kind: DocumentKind;
  readonly establishment: string;
  readonly point: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** A document whose QR the authority judged; which CSC it was made with, its hash says. */
export interface CscJudgement {
  /** `001-001-0000069` */
  readonly code: string;
  readonly accepted: boolean;
  readonly qr: string;
}

/** Fiscal numbers and their documents. A number is taken by the sale's own routine; everything after is here. */
export interface Invoices {
  readonly settings: () => Promise<InvoiceSettings | null>;
  readonly configure: (by: ActedBy, setup: InvoiceSetup) => Promise<Result<void>>;
  readonly list: (filter: InvoiceFilter) => Promise<readonly InvoiceRecord[]>;
  /** By id, `001-001-0000069` (the invoice of that number), CDC, or the number of its sale. FACTURA_INEXISTENTE, FACTURA_AMBIGUA. */
  readonly find: (reference: string | number) => Promise<Result<InvoiceRecord>>;
  /** The last invoice of a sale; null: it has none. */
  readonly ofSale: (saleId: number) => Promise<InvoiceRecord | null>;
  /** The signed document as it stands; null: not signed yet. */
  readonly document: (invoiceId: number) => Promise<StoredDocument | null>;
  readonly history: (invoiceId: number) => Promise<readonly InvoiceStep[]>;
  /** The store's time by the database's clock, `YYYY-MM-DD HH:MM:SS`. */
  readonly now: () => Promise<string>;
  /** Stores a signature, once; `again`: of a rejected one. Another process may have been first: its record comes back. */
  readonly sign: (
    invoiceId: number,
    made: MadeDocument,
    content: InvoiceInput | CreditNoteInput,
    again: boolean,
  ) => Promise<Result<InvoiceRecord>>;
  /** Reads the receiver of a rejected one again, or makes a waiting one due at once. */
  readonly retry: (by: ActedBy, invoiceId: number) => Promise<Result<InvoiceRecord>>;
  readonly reissue: (by: ActedBy, saleId: number, tillId: number) => Promise<Result<InvoiceRecord>>;
  readonly creditNote: (by: ActedBy, returnId: number, tillId: number) => Promise<Result<InvoiceRecord>>;
  readonly cancel: (by: ActedBy, invoiceId: number, reason: string) => Promise<Result<EventRecord>>;
  readonly reportUnused: (by: ActedBy, range: UnusedRange) => Promise<Result<EventRecord>>;
  readonly events: (filter: {
    readonly invoiceId?: number;
    readonly ids?: readonly number[];
    readonly limit?: number;
  }) => Promise<readonly EventRecord[]>;
  /** The last document that says whether a CSC is the authority's own: approved, or rejected for it. Null: there is none. */
  readonly lastCscJudgement: () => Promise<CscJudgement | null>;
  readonly backlog: () => Promise<InvoiceBacklog>;
}
