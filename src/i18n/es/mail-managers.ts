import { isServiceCode } from '../../domain/invoice/service-codes.ts';
import type { MailDocument } from '../../domain/mail-document.ts';
import type { NoticeData } from '../../domain/notice.ts';
import { facts, figure, moment, money, table, text, warning } from './mail-parts.ts';
import { sifen } from './sifen.ts';

type Drawn<K extends keyof NoticeData> = (data: NoticeData[K]) => MailDocument;
type Gathered<K extends keyof NoticeData> = (data: readonly NoticeData[K][]) => MailDocument;

/** Rows of a gathered mail; whoever wants them all has the reports. */
const MOST_ROWS = 200;

const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The last rows of a long list, and how many are left out. */
const listed = (titles: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => [
  table(titles, rows.slice(-MOST_ROWS)),
  ...(rows.length > MOST_ROWS ? [text(`Se muestran los últimos ${MOST_ROWS} de ${rows.length}.`)] : []),
];

const venta: Drawn<'venta'> = (d) => ({
  subject: `Venta realizada ${d.numero}`,
  title: `Venta ${d.numero}`,
  blocks: [
    figure('Total', money(d.total)),
    facts(
      ['Fecha', moment(d.fecha)],
      ['Pago', d.medio],
      ['Unidades', d.unidades],
      ['Cajero', d.cajero],
      ['Cliente', d.cliente ?? 'sin tarjeta'],
    ),
  ],
});

const ventas: Gathered<'venta'> = (all) => {
  const total = all.reduce((sum, one) => sum + one.total, 0);
  return {
    subject: `Resumen de ventas: ${several(all.length, 'venta', 'ventas')}, ${money(total)}`,
    title: 'Resumen de ventas',
    blocks: [
      figure(several(all.length, 'venta', 'ventas'), money(total)),
      ...listed(
        ['Venta', 'Fecha', 'Pago', 'Cliente', 'Total'],
        all.map((one) => [
          one.numero,
          moment(one.fecha),
          one.medio,
          one.cliente ?? 'sin tarjeta',
          money(one.total),
        ]),
      ),
    ],
  };
};

const stockBajo: Gathered<'stock_bajo'> = (all) => ({
  subject:
    all.length === 1
      ? `Stock bajo: ${all[0]?.producto}`
      : `Stock bajo: ${several(all.length, 'producto', 'productos')}`,
  title: 'Productos que llegaron a su mínimo',
  blocks: [
    ...listed(
      ['Producto', 'Código', 'Quedan', 'Mínimo', 'Desde'],
      all.map((one) => [one.producto, one.codigo, one.stock, one.minimo, moment(one.fecha)]),
    ),
    text('La lista completa: pos stock low'),
  ],
});

const diferenciaTurno: Drawn<'diferencia_turno'> = (d) => ({
  subject: `Diferencia de caja ${d.caja}: ${money(d.diferencia)}`,
  title: `${d.diferencia < 0 ? 'Faltante' : 'Sobrante'} en la caja ${d.caja}`,
  blocks: [
    figure('Diferencia', money(d.diferencia)),
    facts(
      ['Esperado', money(d.esperado)],
      ['Contado', money(d.contado)],
      ['Motivo', d.motivo],
      ['Cerró', d.cerrado_por],
      ['Turno', `${moment(d.abierto_en)} a ${moment(d.fecha)}`],
      ['Cierre Z', d.z],
    ),
  ],
});

const ingresosFallidos: Gathered<'ingresos_fallidos'> = (all) => ({
  subject: `Ingresos fallidos: ${all
    .map((one) => one.usuario)
    .slice(0, 3)
    .join(', ')}${all.length > 3 ? '…' : ''}`,
  title: 'Intentos fallidos de ingresar al sistema',
  blocks: [
    warning('Alguien escribió mal una contraseña o un PIN muchas veces seguidas.'),
    ...listed(
      ['Usuario', 'Fallos', 'Último', 'Existe'],
      all.map((one) => [one.usuario, one.fallos, moment(one.fecha), one.existe ? 'sí' : 'no']),
    ),
    text(
      'Si no fue un olvido, cambie la contraseña de esa persona: pos user reset. Los detalles: pos audit list',
    ),
  ],
});

const impresionDetenida: Drawn<'impresion_detenida'> = (d) => ({
  subject: `Impresión detenida en la caja ${d.caja}`,
  title: `La impresora de la caja ${d.caja} está detenida`,
  blocks: [
    warning(`${several(d.trabajos, 'papel espera', 'papeles esperan')} desde el ${moment(d.desde)}.`),
    facts(['Causa', d.causa]),
    text('Las ventas siguen y nada se pierde. La cola: pos print queue'),
  ],
});

const facturaRechazada: Drawn<'factura_rechazada'> = (d) => ({
  subject: `Factura rechazada ${d.numero}`,
  title: `La factura ${d.numero} fue rechazada`,
  blocks: [
    warning(`${d.codigo}: ${isServiceCode(d.codigo) ? sifen.codes[d.codigo] : d.mensaje}`),
    facts(
      ['La DNIT dice', d.mensaje],
      ['Receptor', d.receptor],
      ['Total', money(d.total)],
      ['Fecha', moment(d.fecha)],
      ['CDC', d.cdc],
    ),
    text(`Los detalles y cómo corregirla: pos invoice show ${d.numero}`),
  ],
});

const each =
  <K extends keyof NoticeData>(title: string, one: Drawn<K>): Gathered<K> =>
  (all) => {
    const [only, ...more] = all;
    if (only && more.length === 0) return one(only);
    const documents = all.map(one);
    return {
      subject: `${title}: ${all.length}`,
      title,
      blocks: documents.flatMap((document) => [text(document.title), ...document.blocks]),
    };
  };

/** Mails to the manager: of one, and of those that came together. */
export const managerMails = { venta };
export const gatheredMails = {
  venta: ventas,
  stock_bajo: stockBajo,
  ingresos_fallidos: ingresosFallidos,
  diferencia_turno: each('Diferencias de caja', diferenciaTurno),
  impresion_detenida: each('Impresión detenida', impresionDetenida),
  factura_rechazada: each('Facturas rechazadas', facturaRechazada),
};
