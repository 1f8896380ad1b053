import type { ErrorParams } from '../../domain/errors.ts';
import type { apiErrors as es } from '../es/errors-api.ts';

export const apiErrors = {
  TOKEN_INVALIDO: () =>
    'The token is missing or no good: send "Authorization: Bearer" with a valid one, or ask the administrator for another.',
  AMBITO_REQUERIDO: (p: ErrorParams) =>
    `The token is not enough for this: ask the administrator for one with the scope ${p.ambito ?? 'that is missing'}.`,
  DEMASIADAS_PETICIONES: (p: ErrorParams) => `Too many requests: wait ${p.segundos ?? 1} s and try again.`,
  RUTA_INEXISTENTE: () => 'There is no such address: those that exist are in /api/v1/openapi.json.',
  METODO_NO_PERMITIDO: (p: ErrorParams) =>
    `That address does not take this method: use ${p.permitidos ?? 'another'}.`,
  CUERPO_EXCESIVO: (p: ErrorParams) => `The body of the request exceeds ${p.maximo ?? ''} bytes: send less.`,
  TIPO_NO_ADMITIDO: () => 'The body must be JSON: send it with "Content-Type: application/json".',
  PETICION_INVALIDA: (p: ErrorParams) =>
    `The request is not as it should be${p.campo ? ` (${p.campo}${p.regla ? `: ${p.regla}` : ''})` : ''}: correct it by /api/v1/openapi.json.`,
  PETICION_LENTA: () => 'The request took too long to arrive: send it again.',
  INTEGRACION_INEXISTENTE: (p: ErrorParams) =>
    `There is no integration ${p.integracion ?? ''}: see "pos token list".`,
  SUSCRIPCION_INEXISTENTE: (p: ErrorParams) =>
    `There is no subscription ${p.suscripcion ?? ''}: see "pos webhook list".`,
  SUSCRIPCION_INACTIVA: () => 'The subscription is stopped: begin it again with "pos webhook enable".',
  DEMASIADAS_SUSCRIPCIONES: (p: ErrorParams) =>
    `There are ${p.maximo ?? 50} subscriptions already: delete one that is not used before making another.`,
  ENTREGA_INEXISTENTE: (p: ErrorParams) =>
    `There is no delivery ${p.entrega ?? ''}: see "pos webhook deliveries".`,
  DIRECCION_NO_PERMITIDA: (p: ErrorParams) =>
    `The address "${p.url ?? ''}" cannot be told: use a public https address, or --allow-private for one of your own network.`,
  AVISO_NO_ENTREGADO: (p: ErrorParams) =>
    `The message did not arrive (${p.causa ?? 'no answer'}): check the address; it will be tried again.`,
  ESCUCHA_INSEGURA: (p: ErrorParams) =>
    `On ${p.host ?? 'that address'} tokens would travel in the clear: add --tls-cert and --tls-key, or --insecure on a network that you trust.`,
  PUERTO_OCUPADO: (p: ErrorParams) =>
    `Cannot listen on ${p.host ?? ''}:${p.port ?? ''} (${p.causa ?? 'taken'}): choose another with --host and --port.`,
} satisfies Record<keyof typeof es, (p: ErrorParams) => string>;
