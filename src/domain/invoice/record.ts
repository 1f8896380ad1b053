import type { Gs } from '../money.ts';
import type { DocumentKind } from './cdc.ts';
import type { InvoiceEvent } from './event.ts';
import type { Csc, Environment, Issuer, Timbrado } from './issuer.ts';
import type { EventState, InvoiceState } from './tracking.ts';

/** States of the queue, and those of a number whose document is not signed yet or is being given up. */
export const RECORD_STATES = [
  'sin_firmar',
  'pendiente',
  'enviando',
  'en_duda',
  'en_lote',
  'aprobada',
  'aprobada_obs',
  'rechazada',
  'cancelada',
  'inutilizando',
  'inutilizada',
] as const satisfies readonly (InvoiceState | 'sin_firmar' | 'inutilizando')[];
export type RecordState = (typeof RECORD_STATES)[number];

/** Not decided yet: what a person watches. */
export const UNDECIDED: readonly RecordState[] = [
  'sin_firmar',
  'pendiente',
  'enviando',
  'en_duda',
  'en_lote',
];
export const APPROVED: readonly RecordState[] = ['aprobada', 'aprobada_obs'];

/** A fiscal number with its document, as stored. Times of the document are the store's, those of the queue UTC. */
export interface InvoiceRecord {
  readonly id: number;
  readonly kind: DocumentKind;
  /** `001-001-0000069` */
  readonly code: string;
  readonly establishment: string;
  readonly point: string;
  readonly number: number;
  readonly timbrado: Timbrado;
  readonly securityCode: string;
  readonly saleId: number;
  readonly saleNumber: string;
  /** The sale was voided. */
  readonly saleVoided: boolean;
  /** Of a credit note: the return that it is for, and the invoice that it takes back. */
  readonly returnId: number | null;
  readonly invoiceId: number | null;
  readonly tillId: number;
  readonly till: string;
  /** `YYYY-MM-DD HH:MM:SS` */
  readonly issuedAt: string;
  readonly signedAt: string | null;
  readonly total: Gs;
  readonly receiver: {
    readonly name: string | null;
    readonly document: string | null;
    readonly email: string | null;
  };
  readonly environment: Environment;
  readonly cdc: string | null;
  readonly state: RecordState;
  /** Holds for its sale or return: no other may be issued. */
  readonly current: boolean;
  /** It holds though its sale was voided, and nothing that was asked for takes it back. */
  readonly ofVoided: boolean;
  /** Of its last cancellation; null: none was asked for. */
  readonly cancellation: EventState | null;
  readonly sendings: number;
  readonly nextAt: Date | null;
  readonly sentAt: Date | null;
  readonly approvedAt: Date | null;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly trouble: string | null;
  readonly batch: string | null;
  readonly protocol: string | null;
}

/** A step of a document on its way. */
export interface InvoiceStep {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly trouble: string | null;
}

/** An event as people see it. */
export interface EventRecord {
  readonly id: number;
  readonly kind: InvoiceEvent['kind'];
  readonly invoiceId: number | null;
  /** `001-001-0000001` or `001-001-0000001 – 0000004`. */
  readonly about: string;
  readonly state: EventState;
  readonly reasonGiven: string;
  readonly by: string;
  readonly at: string;
  readonly answer: { readonly code: string; readonly message: string } | null;
  readonly trouble: string | null;
}

/** A till's establishment and point, and the last numbers that they gave. */
export interface TillPoint {
  readonly tillId: number;
  readonly till: string;
  readonly establishment: string;
  readonly point: string;
  readonly lastInvoice: number;
  readonly lastNote: number;
}

/** How a store invoices, as the database keeps it: no secret is in it. */
export interface InvoiceSettings {
  readonly issuer: Issuer;
  readonly timbrado: Timbrado | null;
  readonly cscId: Csc['id'];
  readonly environment: Environment;
  readonly points: readonly TillPoint[];
  /** Sales may be invoiced. */
  readonly on: boolean;
}

/** Hours after which a document that is not decided is told about: once, and again (the law gives 72). */
export const WARN_HOURS = [24, 48] as const;

/** What waits, for the dashboard, the screen and the sender's last line. */
export interface InvoiceBacklog {
  readonly unsigned: number;
  readonly waiting: number;
  readonly inProcess: number;
  readonly rejected: number;
  /** Invoices that hold though their sale was voided. */
  readonly ofVoided: number;
  /** Hours since the oldest undecided document was issued; null: none is. */
  readonly oldestHours: number | null;
}

/** 48, 24 or null: how loudly to warn of what is not decided. */
export const warningOf = ({ oldestHours }: InvoiceBacklog): (typeof WARN_HOURS)[number] | null =>
  oldestHours === null ? null : oldestHours >= 48 ? 48 : oldestHours >= 24 ? 24 : null;
