import { createRoutines, dropRoutines, migration, view } from './steps.ts';

const person = (alias: string): string => `TRIM(CONCAT(${alias}.nombre, ' ', ${alias}.apellido))`;

const saleColumns = `
  v.id_venta, v.uuid, v.numero_venta, v.id_caja, k.codigo AS caja, v.id_usuario, u.nombre AS cajero,
  v.id_cliente, ${person('c')} AS cliente, c.documento AS documento_cliente,
  v.id_hijo, ${person('h')} AS hijo, t.nro_tarjeta,
  v.fecha_venta, v.dia_negocio, v.modo_iva, v.factura, v.subtotal, v.descuento, v.impuesto, v.impuesto_sumado,
  v.total, v.unidades, v.metodo_pago, v.monto_entregado, v.vuelto, v.monto_tarjeta, v.saldo_posterior,
  v.observacion, v.estado, v.anulada_en, a.nombre AS anulada_por, v.motivo_anulacion`;

/** All that the till's account may read. No view shows a hash, a session or a sign-in attempt. */
export const views = [
  view('v_ajustes', 'SELECT clave, valor FROM ajustes'),
  view('v_cajas', 'SELECT id_caja, codigo, nombre, activo, ultimo_numero FROM cajas'),
  view(
    'v_medios_pago',
    `SELECT id_medio, codigo, nombre, activo, permite_factura, es_efectivo, pide_referencia,
       es_tarjeta_estudiantil, orden FROM medios_pago`,
  ),
  view('v_alergenos', 'SELECT id_alergeno, codigo, nombre FROM alergenos'),
  view('v_usuarios', 'SELECT id_usuario, usuario, nombre, email, rol, estado FROM usuarios'),
  view(
    'v_productos',
    `SELECT p.id_producto, p.codigo, p.nombre, p.id_categoria, g.nombre AS categoria, p.precio_venta, p.tasa_iva,
       p.stock_actual, p.stock_minimo, p.vende_sin_stock, p.frecuente, p.estado, g.estado AS estado_categoria,
       p.version, p.actualizado_en
     FROM productos p JOIN categorias g ON g.id_categoria = p.id_categoria`,
  ),
  view('v_codigos_barra', 'SELECT codigo_barra, id_producto FROM codigos_barra'),
  view('v_productos_alergenos', 'SELECT id_producto, id_alergeno FROM productos_alergenos'),
  view(
    'v_tarjetas',
    `SELECT t.id_tarjeta, t.nro_tarjeta, t.saldo_actual, t.limite_diario, t.estado, t.fecha_vencimiento,
       h.id_hijo, ${person('h')} AS hijo, h.grado, h.foto_perfil, h.activo AS hijo_activo,
       c.id_cliente, ${person('c')} AS cliente, c.documento, c.estado AS estado_cliente,
       (SELECT CAST(COALESCE(SUM(v.monto_tarjeta), 0) AS SIGNED) FROM ventas v
        WHERE v.id_tarjeta = t.id_tarjeta AND v.estado = 'Completada'
          AND v.dia_negocio = CAST(CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', COALESCE(
            (SELECT a.valor FROM ajustes a WHERE a.clave = 'zona_horaria'), '-03:00')) AS DATE)) AS gastado_hoy
     FROM tarjetas t
     JOIN hijos h ON h.id_hijo = t.id_hijo
     JOIN clientes c ON c.id_cliente = h.id_cliente_responsable`,
  ),
  view(
    'v_restricciones',
    `SELECT r.id_restriccion, r.id_hijo, r.tipo_restriccion, r.descripcion, r.severidad, r.bloqueante
     FROM restricciones_hijos r WHERE r.activo = 1`,
  ),
  view(
    'v_restricciones_alergenos',
    `SELECT ra.id_restriccion, ra.id_alergeno, r.id_hijo
     FROM restricciones_alergenos ra JOIN restricciones_hijos r ON r.id_restriccion = ra.id_restriccion
     WHERE r.activo = 1`,
  ),
  view(
    'v_ventas',
    `SELECT ${saleColumns}
     FROM ventas v
     JOIN cajas k ON k.id_caja = v.id_caja
     JOIN usuarios u ON u.id_usuario = v.id_usuario
     LEFT JOIN clientes c ON c.id_cliente = v.id_cliente
     LEFT JOIN hijos h ON h.id_hijo = v.id_hijo
     LEFT JOIN tarjetas t ON t.id_tarjeta = v.id_tarjeta
     LEFT JOIN usuarios a ON a.id_usuario = v.anulada_por`,
  ),
  view(
    'v_detalles_venta',
    `SELECT id_venta, linea, id_producto, codigo, nombre, cantidad, precio_unitario, descuento_linea, subtotal_linea,
       tasa_iva, descuento_prorrateado FROM detalles_venta`,
  ),
  view('v_impuestos_venta', 'SELECT id_venta, tasa_iva, base, impuesto FROM impuestos_venta'),
  view(
    'v_pagos_venta',
    `SELECT p.id_venta, p.linea, m.codigo, m.nombre AS medio, m.es_efectivo, p.monto_entregado, p.monto_aplicado,
       p.vuelto, p.referencia
     FROM pagos_venta p JOIN medios_pago m ON m.id_medio = p.id_medio`,
  ),
  view(
    'v_confirmaciones_restriccion',
    `SELECT k.id_venta, k.id_producto, d.linea, d.nombre AS producto, k.id_restriccion, k.tipo_restriccion,
       k.severidad, k.bloqueante, k.alergenos, u.nombre AS confirmada_por, a.nombre AS autorizada_por, k.motivo,
       k.fecha
     FROM confirmaciones_restriccion k
     JOIN detalles_venta d ON d.id_venta = k.id_venta AND d.id_producto = k.id_producto
     JOIN usuarios u ON u.id_usuario = k.confirmada_por
     LEFT JOIN usuarios a ON a.id_usuario = k.autorizada_por`,
  ),
  view(
    'v_trabajos_impresion',
    `SELECT t.id_trabajo, t.id_caja, t.tipo, t.id_venta, v.numero_venta, t.copia, t.estado, t.intentos, t.causa,
       t.creado_en, t.proximo_intento, t.terminado_en
     FROM trabajos_impresion t LEFT JOIN ventas v ON v.id_venta = t.id_venta`,
  ),
];

export const vistas = migration(
  '20260109101000_vistas',
  (knex) => createRoutines(knex, views),
  (knex) => dropRoutines(knex, views),
);
