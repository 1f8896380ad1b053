/** A code of the tax authority with its own sentence, kept for the record; what people read comes from i18n. */
export interface Reason {
  /** Four digits, e.g. `1306`. */
  readonly code: string;
  readonly message: string;
}

/** The final word about one document. */
export type Verdict =
  | {
      /** `observed`: as valid as approved, with something to look at (sent late, mostly). */
      readonly kind: 'approved' | 'observed';
      /** Number of the authorisation; null where the answer did not bring it. */
      readonly protocol: string | null;
      /** When the service decided; null where the answer did not say. */
      readonly at: Date | null;
      readonly observations: readonly Reason[];
    }
  | { readonly kind: 'rejected'; readonly reason: Reason }
  /** The CDC is approved already: its verdict comes by asking. */
  | { readonly kind: 'duplicate' };

/** Why no answer can be used. */
export type TroubleCause =
  /** No name, no route, nobody listens. */
  | 'unreachable'
  /** Our certificate is not taken, or the service's is not believed. */
  | 'tls'
  | 'timeout'
  /** The line ended in the middle. */
  | 'cut'
  /** The service says so itself: 0161, 0162, a SOAP fault, HTTP 5xx or 429. */
  | 'down'
  /** HTML of a front server, nothing at all, another namespace, more than is reasonable. */
  | 'unreadable'
  /** The service does not take this issuer or certificate, whatever it sends: set-up, not the document. */
  | 'not_allowed';

export interface Trouble {
  readonly kind: 'trouble';
  readonly cause: TroubleCause;
  /** False only where it is certain that what was sent is not being worked on. */
  readonly mayHaveArrived: boolean;
  /** Where the service gave one. */
  readonly reason: Reason | null;
  /** Technical, for the log; holds no secret. */
  readonly detail: string;
}

/** Nothing of it is worked on: this issuer's documents go in batches. */
export interface BatchesOnly {
  readonly kind: 'batches_only';
  readonly reason: Reason;
}

export type SendReply = Verdict | BatchesOnly | Trouble;

export type BatchReply =
  | { readonly kind: 'queued'; readonly batch: string }
  /** Mixed kinds, too many, too large, or the issuer is blocked for a while; nothing of it is worked on. */
  | { readonly kind: 'not_queued'; readonly reason: Reason }
  | Trouble;

export type BatchState =
  /** `batch` is the number where the answer tells it (asked by CDC). */
  | { readonly kind: 'in_process'; readonly batch: string | null }
  | { readonly kind: 'done'; readonly verdicts: ReadonlyMap<string, Verdict> }
  | { readonly kind: 'unknown_batch' }
  /** Over 48 hours: each document is asked by its CDC. */
  | { readonly kind: 'too_old' }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | Trouble;

export type CdcReply =
  | {
      readonly kind: 'found';
      readonly protocol: string | null;
      /** An event of cancellation is registered with it. */
      readonly cancelled: boolean;
    }
  /** Never received, rejected, or still being worked on: the service does not tell which. */
  | { readonly kind: 'not_found' }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | Trouble;

/** The word about one event of a group. */
export type EventReply =
  | { readonly kind: 'registered'; readonly protocol: string | null; readonly at: Date | null }
  | { readonly kind: 'event_rejected'; readonly reason: Reason }
  | Trouble;

export type EventsReply =
  /** By the id of each that was sent; one that the answer leaves out is a {@link Trouble}: it may have arrived. */
  | { readonly kind: 'answered'; readonly replies: ReadonlyMap<string, EventReply> }
  /** The message itself is refused, and none of its events is named. */
  | { readonly kind: 'refused'; readonly reason: Reason }
  | Trouble;

export type RucReply =
  | (RucAnswer & {
      /** The service's own clock when it answered, whole seconds; null: it did not say. */
      readonly clock: Date | null;
    })
  | Trouble;

export type RucAnswer =
  | {
      readonly kind: 'ruc';
      readonly name: string;
      /** As the service says it, e.g. `ACT` and `ACTIVO`. */
      readonly stateCode: string;
      readonly state: string;
      readonly invoicesElectronically: boolean;
    }
  | { readonly kind: 'ruc_unknown' }
  | { readonly kind: 'refused'; readonly reason: Reason };
