import type { InvoiceEvent } from '../../domain/invoice/event.ts';
import type { EventTracking, OpenEvent, OpenInvoice, Tracking } from '../../domain/invoice/tracking.ts';
import type { SignedDocument, SignedEvent } from './invoice-service.ts';

/** What became of a document; stored only while the document is still in the state `from`. */
export interface TrackingChange {
  readonly id: number;
  readonly from: Tracking['state'];
  readonly tracking: Tracking;
}

export interface EventChange {
  readonly id: number;
  readonly tracking: EventTracking;
}

/**
 * Signed documents on their way to the tax authority. Times are the caller's: a clock is injected. Each change is stored
 * whole (all or nothing) and leaves a line in the document's history.
 */
export interface InvoiceQueue {
  /**
   * Takes or renews the right to send, for some seconds of the database's own clock; false: another process has it. One
   * sender at a time keeps the order of the numbers.
   * @param sender unique to the process
   */
  readonly hold: (sender: string, seconds: number) => Promise<boolean>;
  readonly release: (sender: string) => Promise<void>;
  /**
   * Documents in an open state: all that are being decided, and the oldest `most` of those to be sent. By timbrado,
   * establishment, point, kind and number.
   */
  readonly open: (most: number) => Promise<readonly OpenInvoice[]>;
  /** Not long ago the authority said that it takes no single documents of this issuer (`batches_only`). */
  readonly batchesOnly: () => Promise<boolean>;
  /** The signed bytes of some, in the order asked. */
  readonly documents: (ids: readonly number[]) => Promise<readonly SignedDocument[]>;
  /** All in one transaction. Answers the ids that changed; one that is no longer in `from` is left alone. */
  readonly save: (sender: string, changes: readonly TrackingChange[]) => Promise<readonly number[]>;
  /** Events that something is to be done about at a moment, oldest first; a cancellation waits for its approved document. */
  readonly dueEvents: (now: Date, most: number) => Promise<readonly OpenEvent[]>;
  /**
   * Each in a transaction of its own, in the order given: one that is not stored stays in doubt. A registered cancellation
   * makes its document `cancelada`; registered unused numbers become `inutilizada`.
   */
  readonly saveEvents: (sender: string, changes: readonly EventChange[]) => Promise<void>;
}

/** Makes and signs the XML of an event, when it is sent: its time of signature is then that of the sending. */
export interface EventSigner {
  /** @param id at most 10 digits; comes back in the answer */
  readonly sign: (id: number, event: InvoiceEvent, at: Date) => SignedEvent;
}
