import { views as former } from './20260109101000_vistas.ts';
import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration, view } from './steps.ts';

const formerView = (name: string): string => {
  const found = former.find((text) => text.startsWith(`CREATE VIEW ${name} `));
  if (!found) throw new Error(`no former view ${name}`);
  return found;
};

/** Before ` FROM `: two columns more than the view had. */
const extended = (name: string, columns: string): string =>
  formerView(name).replace(' FROM ', `, ${columns} FROM `);

/** What came back of a sale or of one of its lines. A sale voided before there were returns came back whole. */
const returnedSale = `IF(v.estado = 'Anulada', v.total, (SELECT CAST(COALESCE(SUM(z.total), 0) AS SIGNED)
  FROM devoluciones z WHERE z.id_venta = v.id_venta)) AS devuelto`.replace(/\s+/g, ' ');
const returnedLine = `(SELECT CAST(COALESCE(SUM(x.cantidad), 0) AS SIGNED) FROM devoluciones z
  JOIN detalles_devolucion x ON x.id_devolucion = z.id_devolucion
  WHERE z.id_venta = detalles_venta.id_venta AND x.linea = detalles_venta.linea) AS devuelta`.replace(
  /\s+/g,
  ' ',
);

const CHANGED = ['v_tarjetas', 'v_ventas', 'v_detalles_venta', 'v_pagos_venta'];

/** What came back to a card is given back to its daily limit, as the sale's routine reckons. */
export const cards = formerView('v_tarjetas').replace(
  /\(SELECT CAST\(COALESCE\(SUM.*AS gastado_hoy/,
  `gastado_en_dia(t.id_tarjeta,
  CAST(ahora_local() AS DATE)) AS gastado_hoy`.replace(/\s+/g, ' '),
);

const VIEWS = [
  cards,
  extended('v_ventas', `v.id_turno, ${returnedSale}`),
  extended('v_detalles_venta', returnedLine),
  extended('v_pagos_venta', 'p.id_medio, m.es_tarjeta_estudiantil'),
  view(
    'v_devoluciones',
    `SELECT d.id_devolucion, d.uuid, d.id_venta, v.numero_venta, d.tipo, d.id_caja, k.codigo AS caja, d.id_turno,
       d.id_usuario, u.nombre AS usuario, a.nombre AS autorizada_por, d.motivo, d.subtotal, d.impuesto, d.total, d.fecha,
       d.dia_negocio,
       (SELECT CAST(COALESCE(SUM(p.monto), 0) AS SIGNED) FROM pagos_devolucion p
        JOIN medios_pago m ON m.id_medio = p.id_medio
        WHERE p.id_devolucion = d.id_devolucion AND m.es_efectivo = 1) AS efectivo,
       t.nro_tarjeta, m.saldo_nuevo
     FROM devoluciones d
     JOIN ventas v ON v.id_venta = d.id_venta
     JOIN cajas k ON k.id_caja = d.id_caja
     JOIN usuarios u ON u.id_usuario = d.id_usuario
     LEFT JOIN aprobaciones g ON g.id_aprobacion = d.id_aprobacion
     LEFT JOIN usuarios a ON a.id_usuario = g.id_aprobador
     LEFT JOIN movimientos_tarjeta m ON m.id_venta = d.id_venta AND m.id_devolucion = d.id_devolucion
     LEFT JOIN tarjetas t ON t.id_tarjeta = m.id_tarjeta`,
  ),
  view(
    'v_detalles_devolucion',
    `SELECT x.id_devolucion, x.linea, x.id_producto, d.nombre, d.precio_unitario, x.cantidad, x.monto, x.destino
     FROM detalles_devolucion x
     JOIN devoluciones z ON z.id_devolucion = x.id_devolucion
     JOIN detalles_venta d ON d.id_venta = z.id_venta AND d.linea = x.linea`,
  ),
  view(
    'v_pagos_devolucion',
    `SELECT p.id_devolucion, p.linea, p.id_medio, m.codigo, m.nombre AS medio, m.es_efectivo, m.es_tarjeta_estudiantil,
       p.monto
     FROM pagos_devolucion p JOIN medios_pago m ON m.id_medio = p.id_medio`,
  ),
];

const ADDED = [
  'sp_validar_devolucion',
  'sp_partes_devolucion',
  'sp_reparto_devolucion',
  'sp_tarjeta_devolucion',
  'sp_mover_devolucion',
  'sp_devolucion_guardada',
  'sp_hacer_devolucion',
  'sp_devolver_venta',
];

/** Goods and money that come back, whole sales and parts of them, by one routine. */
export const devoluciones = migration(
  '20261121110610_devoluciones',
  (knex) => createRoutines(knex, [...VIEWS, ...[...ADDED, 'sp_anular_venta_2'].map(readSql)]),
  async (knex) => {
    await dropRoutines(knex, [...VIEWS, ...ADDED.map(readSql)]);
    await createRoutines(knex, [...CHANGED.map(formerView), readSql('sp_anular_venta')]);
  },
);
