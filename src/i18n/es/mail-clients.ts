import type { MailDocument } from '../../domain/mail-document.ts';
import type { NoticeData } from '../../domain/notice.ts';
import { facts, figure, moment, money, table, text, warning } from './mail-parts.ts';

const dear = (client: string) => text(`Estimado/a ${client}:`);

const restriccion = (d: NoticeData['restriccion']): MailDocument => ({
  subject: `Aviso de restricción alimentaria: ${d.estudiante}`,
  title: `${d.estudiante} compró productos que tocan una restricción`,
  blocks: [
    dear(d.cliente),
    warning(
      `El ${moment(d.fecha)} se vendieron a ${d.estudiante} productos que contienen alérgenos de una restricción registrada.`,
    ),
    table(
      ['Producto', 'Restricción', 'Severidad', 'Contiene', 'Aprobada por'],
      d.productos.map((one) => [
        one.producto,
        one.restriccion,
        one.severidad,
        one.alergenos,
        one.autorizada_por === null ? '' : `${one.autorizada_por}${one.motivo ? `: ${one.motivo}` : ''}`,
      ]),
    ),
    facts(['Venta', d.venta]),
    text(
      'La venta se hizo con una confirmación expresa en la caja. Si no está de acuerdo, comuníquese cuanto antes con la cantina.',
    ),
  ],
});

const recarga = (d: NoticeData['recarga']): MailDocument => ({
  subject: `Recarga de la tarjeta de ${d.estudiante}`,
  title: 'Comprobante de recarga',
  blocks: [
    dear(d.cliente),
    figure('Se cargaron', money(d.monto)),
    facts(
      ['Estudiante', d.estudiante],
      ['Tarjeta', d.tarjeta],
      ['Fecha', moment(d.fecha)],
      ['Medio de pago', d.medio],
      ['Saldo anterior', money(d.saldo_anterior)],
      ['Saldo nuevo', money(d.saldo)],
      ['Recarga N.º', d.recarga],
    ),
    text('Guarde este correo como comprobante. No es una factura.'),
  ],
});

const saldoBajo = (d: NoticeData['saldo_bajo']): MailDocument => ({
  subject: `Saldo bajo en la tarjeta de ${d.estudiante}`,
  title: `A ${d.estudiante} le queda poco saldo`,
  blocks: [
    dear(d.cliente),
    figure('Saldo de la tarjeta', money(d.saldo)),
    facts(['Estudiante', d.estudiante], ['Tarjeta', d.tarjeta], ['Fecha', moment(d.fecha)]),
    text(
      `Avisamos cuando el saldo baja de ${money(d.umbral)}. Puede recargar la tarjeta en la cantina; después de una recarga se vuelve a avisar.`,
    ),
  ],
});

const factura = (d: NoticeData['factura']): MailDocument => ({
  subject: `Factura electrónica ${d.numero}`,
  title: `Factura electrónica ${d.numero}`,
  blocks: [
    dear(d.cliente),
    figure('Total', money(d.total)),
    facts(['Número', d.numero], ['Fecha', moment(d.fecha)], ['CDC', d.cdc]),
    text('Van adjuntos el documento electrónico (XML) y su representación impresa (KuDE).'),
  ],
});

/** Mails to the families. */
export const clientMails = { restriccion, recarga, saldo_bajo: saldoBajo, factura };
