import type { InvoiceEvent } from './event.ts';
import type { Reason, TroubleCause } from './reply.ts';

/**
 * Where a signed document is. `pendiente`: to be sent. `enviando`: written down before a sending, so that a crash leaves
 * a doubt and not a second sending. `en_duda`: sent, no answer; asked by CDC before anything else. `en_lote`: received,
 * being worked on. The rest is final for the queue.
 */
export const OPEN_STATES = ['pendiente', 'enviando', 'en_duda', 'en_lote'] as const;
export type OpenState = (typeof OPEN_STATES)[number];

export const CLOSED_STATES = ['aprobada', 'aprobada_obs', 'rechazada', 'cancelada', 'inutilizada'] as const;
export type ClosedState = (typeof CLOSED_STATES)[number];

export type InvoiceState = OpenState | ClosedState;

/** What the sending knows of a document and changes; everything else about it never changes. */
export interface Tracking {
  readonly state: InvoiceState;
  /** Number of the batch that it was received with. */
  readonly batch: string | null;
  /** How it was sent last; null: never. */
  readonly mode: 'uno' | 'lote' | null;
  /** Times that it was sent. */
  readonly sendings: number;
  /** When it was sent last. */
  readonly sentAt: Date | null;
  /** Questions about it since it was sent last, that were answered. */
  readonly asked: number;
  /** Troubles in a row; pauses grow with them. */
  readonly failures: number;
  /** Nothing is done about it before this time; null: at once, or never again. */
  readonly nextAt: Date | null;
  /** Why it was rejected, or what was observed first. */
  readonly reason: Reason | null;
  /** What kept it from being sent or decided the last time. */
  readonly trouble: TroubleCause | null;
  /** Number of the authorisation. */
  readonly protocol: string | null;
  /** When it was approved, as the service says, or when we learnt it. */
  readonly approvedAt: Date | null;
}

/** A document that has just been signed. */
export const UNSENT: Tracking = {
  state: 'pendiente',
  batch: null,
  mode: null,
  sendings: 0,
  sentAt: null,
  asked: 0,
  failures: 0,
  nextAt: null,
  reason: null,
  trouble: null,
  protocol: null,
  approvedAt: null,
};

/** A document that is not decided. */
export interface OpenInvoice {
  readonly id: number;
  readonly cdc: string;
  readonly tracking: Tracking & { readonly state: OpenState };
}

/** `enviando`: written down before a sending, and what it stays where nobody knows whether it arrived. */
export type EventState = 'pendiente' | 'enviando' | 'registrado' | 'rechazado';

export interface EventTracking {
  readonly state: EventState;
  readonly sendings: number;
  readonly failures: number;
  readonly nextAt: Date | null;
  readonly reason: Reason | null;
  readonly trouble: TroubleCause | null;
  readonly protocol: string | null;
  readonly registeredAt: Date | null;
}

/** An event that the authority has not decided. */
export interface OpenEvent {
  readonly id: number;
  readonly event: InvoiceEvent;
  readonly tracking: EventTracking;
}
