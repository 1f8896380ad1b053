import type { Gs } from '../money.ts';
import type { DocumentKind } from './cdc.ts';
import type { Emission } from './issuer.ts';

/** To whom a document is made out (field group gDatRec). */
export type Receiver =
  | { readonly kind: 'ruc'; readonly ruc: string; readonly name: string }
  | { readonly kind: 'ci'; readonly ci: string; readonly name: string }
  /** Nobody named: allowed below {@link UNNAMED_LIMIT} only. */
  | { readonly kind: 'innominado' };

/** A line as it was sold: amounts are the sale's own, without the IVA that an invoice adds. */
export interface InvoiceLine {
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  /** Of one unit, at the shelf. */
  readonly price: Gs;
  /** Off the whole line. */
  readonly discount: Gs;
  /** Per cent: 10, 5 or 0. */
  readonly taxRate: number;
}

export interface InvoicePayment {
  /** Stable code of the method: EFECTIVO, TRANSFERENCIA, DEBITO_QR, ... */
  readonly method: string;
  readonly methodName: string;
  /** Net of change. */
  readonly amount: Gs;
  readonly reference: string | null;
}

/** What every document is told, whatever its kind. Times are the store's own, `YYYY-MM-DD HH:MM:SS`. */
interface DocumentInput extends Emission {
  readonly number: number;
  /** Nine random digits, not all zero. */
  readonly securityCode: string;
  /** When it was sold or given back. */
  readonly issuedAt: string;
  /** When it is signed; the authority refuses a time to come. */
  readonly signedAt: string;
  readonly receiver: Receiver;
}

/** All that an invoice is made of. Made from a stored sale by `invoiceOf`. */
export interface InvoiceInput extends DocumentInput {
  readonly lines: readonly InvoiceLine[];
  /** Off the whole sale, spread over its lines. */
  readonly saleDiscount: Gs;
  /** The IVA came on top of the shelf prices (modo_iva `en_factura`, `agregado`); otherwise they contain it. */
  readonly taxAdded: boolean;
  readonly payments: readonly InvoicePayment[];
}

/** A line of a credit note: what was given back for so many units, IVA and discounts in it. */
export interface CreditLine {
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  readonly amount: Gs;
  readonly taxRate: number;
}

/** Nota de Crédito electrónica: takes back part or all of an approved invoice that can no longer be cancelled. */
export interface CreditNoteInput extends DocumentInput {
  /** CDC of the invoice. */
  readonly invoiceCdc: string;
  readonly lines: readonly CreditLine[];
}

/** True of an invoice, false of a credit note. */
export const isInvoice = (input: InvoiceInput | CreditNoteInput): input is InvoiceInput =>
  'payments' in input;

/** A document, signed: from here on its bytes never change. */
export interface MadeDocument {
  readonly kind: DocumentKind;
  readonly cdc: string;
  /** `001-001-0000069` */
  readonly number: string;
  /** The exact signed text, to be stored and sent as UTF-8 without a change of even a space. */
  readonly xml: string;
  /** Address behind the QR, as the paper shows it. */
  readonly qr: string;
  /** DigestValue of the signature, base64. */
  readonly digest: string;
  readonly total: Gs;
  readonly tax: Gs;
}

/** An event, signed: one of those that are sent in `dEvReg`. */
export interface MadeEvent {
  /** Number of the event, given by the caller. */
  readonly id: number;
  /** Signed `rGesEve`, exact. */
  readonly xml: string;
}

/** Cancels an approved document, within 48 hours of its approval. */
export interface CancellationInput {
  readonly id: number;
  readonly cdc: string;
  /** 5 to 500 characters. */
  readonly reason: string;
  readonly signedAt: string;
}

/** Reports numbers that no document will ever carry; a range of 1,000 at most. */
export interface UnusedNumbersInput {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly timbrado: string;
  readonly establishment: string;
  readonly point: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly signedAt: string;
}

/** From this total on, in guaraníes, the authority asks for a named receiver. */
export const UNNAMED_LIMIT = 7_000_000 as Gs;
