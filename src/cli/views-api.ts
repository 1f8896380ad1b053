import type { Integration } from '../domain/integration.ts';
import type { Delivery, Subscription } from '../domain/webhook.ts';

/* What programs read of other systems; the same rules as in views.ts. */

export const integrationView = (one: Integration) => ({
  id_integracion: one.id,
  nombre: one.name,
  inicio: one.hint,
  ambitos: one.scopes,
  actua_como: one.actsAs,
  caja: one.till,
  estado: one.state === 'Activa' && one.expired ? 'Vencida' : one.state,
  creada_por: one.createdBy,
  creada_en: one.createdAt,
  vence_en: one.expiresAt,
  ultimo_uso: one.lastUse,
});

export const subscriptionView = (one: Subscription) => ({
  id_suscripcion: one.id,
  url: one.url,
  eventos: one.events,
  permite_privada: one.allowsPrivate,
  estado: one.state,
  motivo: one.reason,
  fallas: one.failures,
  falla_desde: one.failingSince,
  pendientes: one.pending,
  fallidas: one.givenUp,
  creada_por: one.createdBy,
  creada_en: one.createdAt,
});

export const deliveryView = (one: Delivery) => ({
  id_entrega: one.id,
  id_evento: one.eventId,
  tipo: one.type,
  id_suscripcion: one.subscriptionId,
  url: one.url,
  estado: one.state,
  intentos: one.attempts,
  proximo_intento: one.nextAttempt,
  estado_http: one.status,
  error: one.error,
  creada_en: one.createdAt,
  terminada_en: one.finishedAt,
});
