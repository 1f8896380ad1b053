/** What others can be told of. */
export const EVENTS = ['venta.registrada', 'venta.anulada', 'venta.devuelta', 'stock.cambiado'] as const;
export type EventType = (typeof EVENTS)[number];

export const isEventType = (text: string): text is EventType => (EVENTS as readonly string[]).includes(text);

/** Somebody who is told. */
export interface Subscription {
  readonly id: number;
  readonly url: string;
  readonly events: readonly EventType[];
  /** Addresses inside private networks, and plain HTTP to this machine, are allowed. */
  readonly allowsPrivate: boolean;
  readonly state: 'Activa' | 'Desactivada';
  /** Why it was stopped. */
  readonly reason: string | null;
  /** Failures since the last success. */
  readonly failures: number;
  readonly failingSince: string | null;
  readonly pending: number;
  readonly givenUp: number;
  readonly createdBy: string;
  readonly createdAt: string;
}

export type DeliveryState = 'pendiente' | 'entregada' | 'fallida';

/** A message and what became of it. Times are store-local. */
export interface Delivery {
  readonly id: number;
  /** The same in each attempt: by it a receiver knows what it has had already. */
  readonly eventId: string;
  readonly type: string;
  readonly subscriptionId: number;
  readonly url: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttempt: string;
  readonly status: number | null;
  readonly error: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A message that a sender holds. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly eventId: string;
  readonly type: string;
  readonly url: string;
  readonly secret: string;
  readonly allowsPrivate: boolean;
  readonly body: string;
}

/** What came of an attempt: a status of the receiver's, or why there is none. */
export type Attempt =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly status: number | null; readonly error: string };

/** Hosts that mean this machine. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** Longest address that is stored, in characters. */
export const MOST_URL = 500;

/**
 * An address that messages may be sent to, in its normal form; null for any other. Plain HTTP only where private
 * addresses are allowed, and only to this machine. A password in it would end up in every list.
 */
export const webhookUrl = (typed: string, allowsPrivate: boolean): string | null => {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url?.username !== '' || url.password !== '' || url.hash !== '' || url.href.length > MOST_URL)
    return null;
  const plain = url.protocol === 'http:' && allowsPrivate && isLoopbackHost(url.hostname);
  return url.protocol === 'https:' || plain ? url.href : null;
};
