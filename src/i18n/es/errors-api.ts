import type { ErrorParams } from '../../domain/errors.ts';

/** Refusals that other systems meet: tokens, requests, webhooks. */
export const apiErrors = {
  TOKEN_INVALIDO: () =>
    'El token falta o no vale: envíe «Authorization: Bearer» con uno vigente, o pida otro al administrador.',
  AMBITO_REQUERIDO: (p: ErrorParams) =>
    `El token no alcanza para esto: pida al administrador uno con el ámbito ${p.ambito ?? 'que falta'}.`,
  DEMASIADAS_PETICIONES: (p: ErrorParams) =>
    `Demasiadas peticiones: espere ${p.segundos ?? 1} s y pruebe otra vez.`,
  RUTA_INEXISTENTE: () => 'Esa dirección no existe: las que hay están en /api/v1/openapi.json.',
  METODO_NO_PERMITIDO: (p: ErrorParams) =>
    `Esa dirección no admite este método: use ${p.permitidos ?? 'otro'}.`,
  CUERPO_EXCESIVO: (p: ErrorParams) =>
    `El cuerpo de la petición pasa de ${p.maximo ?? ''} bytes: envíe menos.`,
  TIPO_NO_ADMITIDO: () => 'El cuerpo debe ser JSON: envíelo con «Content-Type: application/json».',
  PETICION_INVALIDA: (p: ErrorParams) =>
    `La petición no tiene la forma pedida${p.campo ? ` (${p.campo}${p.regla ? `: ${p.regla}` : ''})` : ''}: corríjala según /api/v1/openapi.json.`,
  PETICION_LENTA: () => 'La petición tardó demasiado en llegar: envíela otra vez.',
  INTEGRACION_INEXISTENTE: (p: ErrorParams) =>
    `No existe la integración ${p.integracion ?? ''}: vea «pos token list».`,
  SUSCRIPCION_INEXISTENTE: (p: ErrorParams) =>
    `No existe la suscripción ${p.suscripcion ?? ''}: vea «pos webhook list».`,
  SUSCRIPCION_INACTIVA: () => 'La suscripción está desactivada: actívela con «pos webhook enable».',
  DEMASIADAS_SUSCRIPCIONES: (p: ErrorParams) =>
    `Ya hay ${p.maximo ?? 50} suscripciones: elimine una que no se use antes de crear otra.`,
  ENTREGA_INEXISTENTE: (p: ErrorParams) =>
    `No existe la entrega ${p.entrega ?? ''}: vea «pos webhook deliveries».`,
  DIRECCION_NO_PERMITIDA: (p: ErrorParams) =>
    `No se puede avisar a «${p.url ?? ''}»: use una dirección https pública, o --allow-private para una de la propia red.`,
  AVISO_NO_ENTREGADO: (p: ErrorParams) =>
    `El aviso no llegó (${p.causa ?? 'sin respuesta'}): revise la dirección; se probará otra vez.`,
  ESCUCHA_INSEGURA: (p: ErrorParams) =>
    `En ${p.host ?? 'esa dirección'} los tokens viajarían sin cifrar: agregue --tls-cert y --tls-key, o --insecure si la red es de confianza.`,
  PUERTO_OCUPADO: (p: ErrorParams) =>
    `No se puede escuchar en ${p.host ?? ''}:${p.port ?? ''} (${p.causa ?? 'ocupado'}): elija otro con --host y --port.`,
};
