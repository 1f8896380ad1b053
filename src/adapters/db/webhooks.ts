import type { Knex } from 'knex';
import type { DeliveryFilter, Outbox, Webhooks } from '../../app/ports/webhooks.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import type {
  ClaimedDelivery,
  Delivery,
  DeliveryState,
  EventType,
  Subscription,
} from '../../domain/webhook.ts';
import { callDocument, officeCall } from './office-call.ts';
import { called, guarded } from './query.ts';
import { flag, int, intOrNull, type Row, text, textOrNull } from './rows.ts';

const DEFAULT_LIMIT = 100;

const toSubscription = (row: Row): Subscription => ({
  id: int(row.id_suscripcion),
  url: text(row.url),
  events: text(row.eventos).split(',') as EventType[],
  allowsPrivate: flag(row.permite_privada),
  state: text(row.estado) as Subscription['state'],
  reason: textOrNull(row.motivo),
  failures: int(row.fallas),
  failingSince: textOrNull(row.falla_desde),
  pending: int(row.pendientes),
  givenUp: int(row.fallidas),
  createdBy: text(row.creada_por),
  createdAt: text(row.creada_en),
});

/** The columns keep milliseconds, which order attempts and tell nobody anything. */
const seconds = (value: unknown): string => text(value).slice(0, 19);

const toDelivery = (row: Row): Delivery => ({
  id: int(row.id_entrega),
  eventId: text(row.uuid),
  type: text(row.tipo),
  subscriptionId: int(row.id_suscripcion),
  url: text(row.url),
  state: text(row.estado) as DeliveryState,
  attempts: int(row.intentos),
  nextAttempt: seconds(row.proximo_intento),
  status: intOrNull(row.estado_http),
  error: textOrNull(row.error),
  createdAt: seconds(row.creada_en),
  finishedAt: row.terminada_en === null ? null : seconds(row.terminada_en),
});

const deliveries = async (knex: Knex, filter: DeliveryFilter): Promise<readonly Delivery[]> => {
  const query = knex('v_entregas')
    .orderBy('id_entrega', 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT);
  if (filter.subscriptionId !== undefined) query.where('id_suscripcion', filter.subscriptionId);
  if (filter.state !== undefined) query.where('estado', filter.state);
  const rows: Row[] = await query;
  return rows.map(toDelivery);
};

/** Subscriptions and deliveries of the back office. */
export const databaseWebhooks = (knex: Knex): Webhooks => ({
  list: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_suscripciones').orderBy('id_suscripcion');
      return rows.map(toSubscription);
    }),
  create: (by, { uuid, url, events, allowsPrivate, secret }) =>
    officeCall(
      knex,
      'sp_crear_suscripcion',
      by,
      { uuid, url, eventos: events.join(','), secreto: secret, permite_privada: allowsPrivate },
      (row) => ({
        subscription: toSubscription(row),
        secret: text(row.firma),
        repeated: flag(row.repetida),
      }),
    ),
  remove: (by, id) =>
    officeCall(knex, 'sp_estado_suscripcion', by, { id_suscripcion: id, estado: 'Eliminada' }, () => id),
  enable: (by, id) =>
    officeCall(knex, 'sp_estado_suscripcion', by, { id_suscripcion: id, estado: 'Activa' }, () => id),
  test: (by, id) =>
    officeCall(knex, 'sp_probar_suscripcion', by, { id_suscripcion: id }, (row) => int(row.id_entrega)),
  deliveries: (filter) => guarded(() => deliveries(knex, filter)),
  delivery: (id) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_entregas').where('id_entrega', id);
      return row ? ok(toDelivery(row)) : fail(posError('ENTREGA_INEXISTENTE', { entrega: id }));
    }),
  retry: (by, id) =>
    officeCall(knex, 'sp_reintentar_entregas', by, { id_entrega: id }, (row) => int(row.cuenta)),
});

/** Lines and tenders of the sales among what was taken: written once, so that each attempt sends the same. */
const partsOf = async (knex: Knex, ids: readonly number[]) => {
  if (ids.length === 0) return { lines: [], tenders: [] };
  const [lines, tenders] = (await Promise.all([
    knex('v_detalles_venta').whereIn('id_venta', ids).orderBy(['id_venta', 'linea']),
    knex('v_pagos_venta').whereIn('id_venta', ids).orderBy(['id_venta', 'linea']),
  ])) as [Row[], Row[]];
  return { lines, tenders };
};

const lineOf = (row: Row) => ({
  id_producto: int(row.id_producto),
  codigo: text(row.codigo),
  nombre: text(row.nombre),
  cantidad: int(row.cantidad),
  precio_unitario: int(row.precio_unitario),
  descuento_linea: int(row.descuento_linea),
  subtotal: int(row.subtotal_linea),
  tasa_iva: int(row.tasa_iva),
});

const tenderOf = (row: Row) => ({
  medio: text(row.codigo),
  monto_entregado: int(row.monto_entregado),
  monto_aplicado: int(row.monto_aplicado),
  vuelto: int(row.vuelto),
});

const SALE = 'venta.registrada' satisfies EventType;

const claim = async (knex: Knex, mark: string, each: number, hold: number) => {
  const rows = await called(knex, 'sp_tomar_entregas', [mark, each, hold]);
  const sales = rows.filter(({ tipo }) => tipo === SALE).map(({ id_referencia }) => int(id_referencia));
  const { lines, tenders } = await guarded(() => partsOf(knex, [...new Set(sales)]));
  return rows.map((row): ClaimedDelivery => {
    const data = JSON.parse(text(row.datos)) as Record<string, unknown>;
    const ofSale = (part: Row): boolean => int(part.id_venta) === int(row.id_referencia);
    const whole =
      row.tipo === SALE
        ? {
            ...data,
            factura: flag(data.factura),
            lineas: lines.filter(ofSale).map(lineOf),
            pagos: tenders.filter(ofSale).map(tenderOf),
          }
        : data;
    return {
      id: int(row.id_entrega),
      eventId: text(row.uuid),
      type: text(row.tipo),
      url: text(row.url),
      secret: text(row.firma),
      allowsPrivate: flag(row.permite_privada),
      body: JSON.stringify({ id: row.uuid, type: row.tipo, timestamp: row.creado_en, data: whole }),
    };
  });
};

/** The side of it that sends. */
export const databaseOutbox = (knex: Knex): Outbox => ({
  claim: (mark, each, hold) => claim(knex, mark, each, hold),
  finish: async (id, mark, attempt) => {
    const done = await callDocument(
      knex,
      'sp_terminar_entrega',
      JSON.stringify({
        id_entrega: id,
        marca: mark,
        entregada: attempt.ok,
        estado_http: attempt.status,
        error: attempt.ok ? null : attempt.error,
      }),
      ([row]) => flag(row?.cambiada),
    );
    return done.ok && done.value;
  },
  tidy: async () => {
    await called(knex, 'sp_limpiar_eventos', []);
  },
  depth: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_entregas')
        .whereIn('estado', ['pendiente', 'fallida'])
        .groupBy('estado')
        .select('estado')
        .count({ cuenta: '*' });
      const count = (state: DeliveryState): number =>
        int(rows.find(({ estado }) => estado === state)?.cuenta ?? 0);
      return { pending: count('pendiente'), givenUp: count('fallida') };
    }),
});
