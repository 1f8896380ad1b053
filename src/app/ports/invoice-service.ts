import type {
  BatchReply,
  BatchState,
  CdcReply,
  EventsReply,
  RucReply,
  SendReply,
} from '../../domain/invoice/reply.ts';

/** A document as it was signed; its bytes are never touched again. */
export interface SignedDocument {
  /** 44 digits. */
  readonly cdc: string;
  /** `<rDE ...>...</rDE>`, with or without the XML declaration. */
  readonly xml: string;
}

export interface SignedEvent {
  /** As it stands in `rEve/@Id`, 1 to 10 digits. */
  readonly id: string;
  /** `<rGesEve>...</rGesEve>`, signed. */
  readonly xml: string;
}

/** The most that the service takes in one batch, all of one issuer and one kind. */
export const MOST_IN_BATCH = 50;
/** The most events in one message; each is decided by itself, at once. */
export const MOST_EVENTS = 15;
/** Of the whole message, base 64 and envelope included. */
export const MOST_BYTES_IN_MESSAGE = 1_000_000;

/**
 * The tax authority. Whatever happens on the way comes back as a value: none of these rejects for what a network or a
 * service does.
 */
export interface InvoiceService {
  /** One document, decided at once. */
  readonly sendOne: (document: SignedDocument) => Promise<SendReply>;
  /**
   * Up to `MOST_IN_BATCH` documents of one kind, decided later. A batch over `MOST_BYTES_IN_MESSAGE` is not sent:
   * `not_queued` with the service's own code for it.
   */
  readonly sendBatch: (documents: readonly SignedDocument[]) => Promise<BatchReply>;
  /** By its number; by a CDC in it only where no number came back. */
  readonly askBatch: (by: { readonly batch: string } | { readonly cdc: string }) => Promise<BatchState>;
  readonly askCdc: (cdc: string) => Promise<CdcReply>;
  /** @param events at most `MOST_EVENTS`, with ids of their own */
  readonly sendEvents: (events: readonly SignedEvent[]) => Promise<EventsReply>;
  /** @param ruc without its check digit */
  readonly askRuc: (ruc: string) => Promise<RucReply>;
}
