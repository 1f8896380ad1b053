import type {
  CancellationInput,
  CreditNoteInput,
  InvoiceInput,
  MadeDocument,
  MadeEvent,
  UnusedNumbersInput,
} from '../../domain/invoice/document.ts';
import type { Result } from '../../domain/result.ts';

/** What is known of the certificate that signs; nothing of it is secret. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** RUC that the certificate names (`80069563-1`); null: it names none. */
  readonly ruc: string | null;
  /** Hexadecimal. */
  readonly serial: string;
  readonly from: Date;
  readonly until: Date;
}

/** The contents of a key file (`.p12`): the pair that signs documents and opens the line to the authority. */
export interface KeyPair {
  /** PKCS#8, PEM. Secret. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  /** Other certificates of the file, PEM, for the line. */
  readonly chain: readonly string[];
  readonly facts: CertificateFacts;
}

/** Makes and signs documents and events, without database or network. Holds the key; never shows it. */
export interface InvoiceMaker {
  readonly certificate: CertificateFacts;
  readonly invoice: (input: InvoiceInput) => Result<MadeDocument>;
  readonly creditNote: (input: CreditNoteInput) => Result<MadeDocument>;
  readonly cancellation: (input: CancellationInput) => Result<MadeEvent>;
  readonly unusedNumbers: (input: UnusedNumbersInput) => Result<MadeEvent>;
}
