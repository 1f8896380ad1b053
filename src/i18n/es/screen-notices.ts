import { formatGs } from '../../domain/money.ts';

type Params = Readonly<Record<string, string | number>>;

/** Sentences of the message line; refusals of the database have theirs in `errors`. */
export const notices = {
  added: (p: Params) => `${p.units} × ${p.product}`,
  addedFew: (p: Params) =>
    `${p.units} × ${p.product}: ${Number(p.left) > 0 ? `${Number(p.left) === 1 ? 'queda' : 'quedan'} ${p.left} más` : 'no queda ninguno más'}`,
  removed: (p: Params) => `Quitado: ${p.product}. Ctrl-U lo devuelve.`,
  cleared: (_: Params) => 'Carrito vacío. Ctrl-U lo devuelve.',
  undone: (_: Params) => 'El carrito está como antes.',
  cardRead: (p: Params) => `Tarjeta de ${p.student}.`,
  cardOff: (p: Params) => `Tarjeta ${String(p.state ?? '').toLowerCase()}: ${p.student} paga por otro medio.`,
  servedByName: (p: Params) => `${p.student}, sin tarjeta: paga por otro medio.`,
  cardDropped: (_: Params) => 'Venta sin estudiante. Ctrl-U lo devuelve.',
  unknownCode: (p: Params) =>
    `No hay producto ni tarjeta con el código ${p.code}: revíselo o busque por nombre.`,
  shiftNeeded: () => 'La caja no tiene un turno abierto: ábralo con F11, Turno, y después cobre.',
  taxChanged: (p: Params) =>
    `La tienda cambió cómo cobra el IVA: el total es ahora Gs. ${formatGs(Number(p.total))}.`,
  repriced: (p: Params) => `El precio de ${p.product} cambió: el total ya es el nuevo.`,
  confirmed: (p: Params) => `Confirmado: ${p.product}.`,
  approved: (p: Params) => `Aprobado: ${p.product}.`,
  welcome: (p: Params) => `Hola, ${p.user}.`,
  voided: (p: Params) => `Venta ${p.sale} anulada.`,
  invoiceWaits: (p: Params) =>
    `La factura ${p.code} todavía no está aprobada: cuando lo esté, emita su nota de crédito en Facturas.`,
  invoiceCancelled: (p: Params) => `Cancelación de la factura ${p.code} pedida.`,
  invoiceCredited: (p: Params) => `Nota de crédito ${p.code} emitida.`,
  invoiceReported: (p: Params) => `Número ${p.code} reportado como no usado.`,
  invoicesLate: (p: Params) =>
    `Una factura espera su aprobación desde hace ${p.hours} h: avise a quien las envía.`,
  discounted: (p: Params) =>
    `Descuento de Gs. ${formatGs(Number(p.off))} (${p.percent} %). Ctrl-U lo deshace.`,
  discountGone: (_: Params) => 'Sin descuento.',
  parked: (p: Params) =>
    `Venta en espera${p.note ? `: ${p.note}` : ''}. Ctrl-R la recupera, en cualquier caja.`,
  recalled: (p: Params) => `Venta recuperada${p.note ? `: ${p.note}` : ''}. Se cobra a los precios de ahora.`,
  reprint: (p: Params) => `Reimpresión de la venta ${p.sale} en cola.`,
  retry: (p: Params) => `Se imprime otra vez ${p.sale}.`,
  settle: (p: Params) => `Dado por bueno ${p.sale}.`,
  offline: (_: Params) =>
    'Sin conexión con la base de datos: la venta se conserva y la caja sigue sola cuando vuelva.',
  databaseBack: (_: Params) => 'La base de datos volvió: puede seguir.',
  printUncertain: (_: Params) => 'No se sabe si el ticket salió: mire el papel y decida con F8.',
  printerFault: (p: Params) => String(p.fault),
  disabled: (p: Params) => String(p.reason),
  scanWhilePaying: (_: Params) => 'Escaneo rechazado: termine el cobro o vuelva con Esc.',
  scanWhileSaving: (_: Params) => 'Escaneo rechazado: la venta anterior espera su respuesta.',
  scanQuestion: (_: Params) => 'Escaneo rechazado: responda antes la pregunta de la pantalla.',
  scanLocked: (_: Params) => 'Escaneo rechazado: inicie sesión primero.',
  officeBusy: (_: Params) => 'Todavía se está trabajando: espere un momento.',
  officeNoPage: (p: Params) => `${p.page}: todavía no se puede abrir aquí.`,
  noSign: () => 'Los montos van sin signo: borre este campo con Retroceso y escríbalo otra vez.',
  digitsOnly: (_: Params) => 'Este campo lleva solo números.',
  fieldFull: (p: Params) => `Este campo admite ${p.most} caracteres: el resto no entró.`,
  fieldRequired: (p: Params) => `Falta completar: ${p.field}.`,
  noOption: (p: Params) => `Ninguna opción coincide con «${p.text}»: borre letras.`,
  scanNowhere: (p: Params) => `Escaneo ${p.code} rechazado: en esta pantalla no hay dónde usarlo.`,
  scanDigits: (p: Params) => `Escaneo ${p.code} rechazado: este campo lleva solo números.`,
  scanAmount: (p: Params) => `Escaneo ${p.code} rechazado: este campo lleva una cantidad, escríbala.`,
  scanTooLong: (p: Params) => `Escaneo ${p.code} rechazado: es más largo que este campo.`,
  scanTaken: (p: Params) => `Leído: ${p.code}.`,
  scanLike: (_: Params) => 'Eso llegó como un escaneo: pulse Enter si lo escribió usted.',
};
