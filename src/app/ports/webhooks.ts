import type { Result } from '../../domain/result.ts';
import type {
  Attempt,
  ClaimedDelivery,
  Delivery,
  DeliveryState,
  EventType,
  Subscription,
} from '../../domain/webhook.ts';
import type { ActedBy } from '../ports.ts';

export interface NewSubscription {
  /** Sending it again answers with the first one. */
  readonly uuid: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly allowsPrivate: boolean;
  /** `whsec_` and 256 bits in base64. */
  readonly secret: string;
}

export interface CreatedSubscription {
  readonly subscription: Subscription;
  /** Shown once, by whoever made it. */
  readonly secret: string;
  readonly repeated: boolean;
}

export interface DeliveryFilter {
  readonly subscriptionId?: number;
  readonly state?: DeliveryState;
  readonly limit?: number;
}

/** Who is told of what happens here, and what became of telling it. */
export interface Webhooks {
  readonly list: () => Promise<readonly Subscription[]>;
  readonly create: (by: ActedBy, draft: NewSubscription) => Promise<Result<CreatedSubscription>>;
  /** SUSCRIPCION_INEXISTENTE. */
  readonly remove: (by: ActedBy, id: number) => Promise<Result<number>>;
  /** Begins again after it was stopped for its failures. */
  readonly enable: (by: ActedBy, id: number) => Promise<Result<number>>;
  /** Queues a message that says nothing; gives its id. SUSCRIPCION_INACTIVA. */
  readonly test: (by: ActedBy, id: number) => Promise<Result<number>>;
  /** The newest first. */
  readonly deliveries: (filter: DeliveryFilter) => Promise<readonly Delivery[]>;
  /** ENTREGA_INEXISTENTE. */
  readonly delivery: (id: number) => Promise<Result<Delivery>>;
  /** Due at once: one, or all that wait or were given up; gives how many. */
  readonly retry: (by: ActedBy, id: number | null) => Promise<Result<number>>;
}

/** The side of it that sends. Several may send at once: what one holds no other sees. */
export interface Outbox {
  /** What is due, some of each subscription, held for so many seconds under a mark (a UUID). */
  readonly claim: (mark: string, each: number, seconds: number) => Promise<readonly ClaimedDelivery[]>;
  /** False when the hold had ended meanwhile. */
  readonly finish: (id: number, mark: string, attempt: Attempt) => Promise<boolean>;
  /** Forgets what is older than a month, some of it. */
  readonly tidy: () => Promise<void>;
  readonly depth: () => Promise<{ readonly pending: number; readonly givenUp: number }>;
}

/** Sends one message; whatever goes wrong is part of the answer. */
export type Post = (delivery: ClaimedDelivery) => Promise<Attempt>;
