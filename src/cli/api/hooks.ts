import Type from 'typebox';
import { type Route, route } from '../../adapters/http/contract.ts';
import { changeSubscription, retryDeliveries, subscribe } from '../../app/webhooks.ts';
import { unwrap } from '../unwrap.ts';
import { deliveryView, subscriptionView } from '../views-api.ts';
import { type Api, actedBy } from './api.ts';
import { closed, id, open, small, typed, uuid as uuidText } from './schemas.ts';
import { delivery, eventType, subscription } from './schemas-more.ts';

const TAG = 'webhooks';
const byId = closed({ id: small });
/** Deliveries that are shown. */
const MOST_DELIVERIES = 200;

const subscriptions = ({ services }: Api): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/webhooks',
    id: 'listWebhooks',
    tag: TAG,
    summary: 'Who is told of what.',
    access: 'webhooks:write',
    answers: { 200: open({ datos: Type.Array(subscription) }) },
    handle: async () => ({
      status: 200,
      body: { datos: (await services.webhooks.list()).map(subscriptionView) },
    }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/webhooks',
    id: 'createWebhook',
    tag: TAG,
    summary:
      'Tells a public https address of events from now on; the answer holds the secret that signs them.',
    access: 'webhooks:write',
    body: closed({
      uuid: Type.Optional(uuidText),
      url: typed(500),
      eventos: Type.Array(eventType, { minItems: 1, maxItems: 10 }),
    }),
    answers: {
      200: open({ ...subscription.properties, secreto: Type.String() }),
      201: open({ ...subscription.properties, secreto: Type.String() }),
    },
    handle: async (call) => {
      const wanted = {
        uuid: call.body.uuid?.toLowerCase() ?? call.uuid,
        url: call.body.url,
        events: call.body.eventos,
        allowsPrivate: false,
      };
      const made = unwrap(await subscribe(services, actedBy(call), wanted));
      const body = { ...subscriptionView(made.subscription), secreto: made.secret };
      return { status: made.repeated ? 200 : 201, body };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/webhooks/:id',
    id: 'deleteWebhook',
    tag: TAG,
    summary: 'Ends a subscription; what it still had to be told is not told.',
    access: 'webhooks:write',
    params: byId,
    answers: { 200: open({ id_suscripcion: id }) },
    handle: async (call) => {
      const ended = unwrap(await changeSubscription(services, actedBy(call), 'remove', call.params.id));
      return { status: 200, body: { id_suscripcion: ended } };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/webhooks/:id/test',
    id: 'testWebhook',
    tag: TAG,
    summary: 'Queues a message of the type `prueba`.',
    access: 'webhooks:write',
    params: byId,
    answers: { 202: open({ id_entrega: id }) },
    handle: async (call) => {
      const queued = unwrap(await changeSubscription(services, actedBy(call), 'test', call.params.id));
      return { status: 202, body: { id_entrega: queued } };
    },
  }),
];

const deliveries = ({ services }: Api): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/webhooks/deliveries',
    id: 'listDeliveries',
    tag: TAG,
    summary: 'Messages and what became of them, the newest first.',
    access: 'webhooks:write',
    query: closed({
      id_suscripcion: Type.Optional(small),
      estado: Type.Optional(
        Type.Union([Type.Literal('pendiente'), Type.Literal('entregada'), Type.Literal('fallida')]),
      ),
    }),
    answers: { 200: open({ datos: Type.Array(delivery) }) },
    handle: async ({ query }) => {
      const found = await services.webhooks.deliveries({
        ...(query.id_suscripcion === undefined ? {} : { subscriptionId: query.id_suscripcion }),
        ...(query.estado === undefined ? {} : { state: query.estado }),
        limit: MOST_DELIVERIES,
      });
      return { status: 200, body: { datos: found.map(deliveryView) } };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/webhooks/deliveries/:id/retry',
    id: 'retryDelivery',
    tag: TAG,
    summary: 'Makes a message due at once that waits or was given up.',
    access: 'webhooks:write',
    params: closed({ id }),
    answers: { 200: open({ cuenta: Type.Integer() }) },
    handle: async (call) => {
      const count = unwrap(await retryDeliveries(services, actedBy(call), call.params.id));
      return { status: 200, body: { cuenta: count } };
    },
  }),
];

export const hookRoutes = (api: Api): readonly Route[] => [...subscriptions(api), ...deliveries(api)];
