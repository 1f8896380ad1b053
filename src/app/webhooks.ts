import { posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import { EVENTS, type EventType, isEventType, webhookUrl } from '../domain/webhook.ts';
import { authorize } from './authorize.ts';
import type { CreatedSubscription, Webhooks } from './ports/webhooks.ts';
import type { ActedBy, PasswordHasher } from './ports.ts';

interface Ports {
  readonly webhooks: Webhooks;
}

export interface SubscriptionWanted {
  readonly uuid: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly allowsPrivate: boolean;
}

/** Tells somebody of what happens from now on. The secret that signs each message comes back, once. */
export const subscribe = async (
  { webhooks, hasher }: Ports & { readonly hasher: Pick<PasswordHasher, 'random'> },
  by: ActedBy,
  wanted: SubscriptionWanted,
): Promise<Result<CreatedSubscription>> => {
  const allowed = authorize(by.actor, wanted.allowsPrivate ? 'settings.edit' : 'webhook.edit');
  if (!allowed.ok) return allowed;
  const url = webhookUrl(wanted.url, wanted.allowsPrivate);
  if (url === null) return fail(posError('DIRECCION_NO_PERMITIDA', { url: wanted.url }));
  const unknown = wanted.events.find((type) => !isEventType(type));
  if (unknown !== undefined || wanted.events.length === 0)
    return fail(
      posError('VALOR_INVALIDO', { campo: '--event', valor: unknown ?? '', opciones: EVENTS.join(', ') }),
    );
  const secret = `whsec_${btoa(String.fromCharCode(...hasher.random(32)))}`;
  const events = EVENTS.filter((type) => (wanted.events as readonly EventType[]).includes(type));
  return webhooks.create(by, { ...wanted, url, events, secret });
};

type Act = 'remove' | 'enable' | 'test';

/** Ends a subscription, begins a stopped one again, or queues a trial message. */
export const changeSubscription = async (
  { webhooks }: Ports,
  by: ActedBy,
  act: Act,
  id: number,
): Promise<Result<number>> => {
  const allowed = authorize(by.actor, 'webhook.edit');
  return allowed.ok ? webhooks[act](by, id) : allowed;
};

/** Makes one message due at once, or all (null) that wait or were given up; gives how many. */
export const retryDeliveries = async (
  { webhooks }: Ports,
  by: ActedBy,
  id: number | null,
): Promise<Result<number>> => {
  const allowed = authorize(by.actor, 'webhook.edit');
  return allowed.ok ? webhooks.retry(by, id) : allowed;
};
