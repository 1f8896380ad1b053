import { views as former } from './20260109101000_vistas.ts';
import { view, viewMigration } from './steps.ts';

const ALLERGENS = 'v_alergenos';
const local = (column: string): string =>
  `CONVERT_TZ(${column}, '+00:00', COALESCE((SELECT j.valor FROM ajustes j WHERE j.clave = 'zona_horaria'), '-03:00'))`;
const priceOf = (row: string, price: string): string =>
  `CAST(JSON_UNQUOTE(JSON_EXTRACT(a.${row}, '$.${price}')) AS SIGNED)`;

/** What is read of products and stock besides what a till keeps in memory. */
export const productosVistas = viewMigration(
  '20261121110230_productos_vistas',
  [
    view(
      'v_fichas_producto',
      `SELECT p.id_producto, p.codigo, p.nombre, p.descripcion, p.id_categoria, g.nombre AS categoria, p.precio_compra,
         p.precio_venta, p.tasa_iva, p.stock_actual, p.stock_minimo, p.vende_sin_stock, p.frecuente, p.estado, p.edicion
       FROM productos p JOIN categorias g ON g.id_categoria = p.id_categoria`,
    ),
    view(
      'v_categorias',
      `SELECT g.id_categoria, g.nombre, g.descripcion, g.estado,
         (SELECT COUNT(*) FROM productos p WHERE p.id_categoria = g.id_categoria AND p.estado = 'Activo') AS productos
       FROM categorias g`,
    ),
    view(
      ALLERGENS,
      `SELECT a.id_alergeno, a.codigo, a.nombre, a.propio,
         (SELECT COUNT(*) FROM productos_alergenos p WHERE p.id_alergeno = a.id_alergeno) AS productos,
         (SELECT COUNT(*) FROM restricciones_alergenos r WHERE r.id_alergeno = a.id_alergeno) AS restricciones
       FROM alergenos a`,
    ),
    view(
      'v_historial_precios',
      `SELECT a.id_auditoria, a.id_registro, ${local('a.fecha_utc')} AS fecha, u.nombre AS persona,
         ${priceOf('antes', 'precio_compra')} AS compra_antes, ${priceOf('despues', 'precio_compra')} AS compra_despues,
         ${priceOf('antes', 'precio_venta')} AS venta_antes, ${priceOf('despues', 'precio_venta')} AS venta_despues
       FROM auditoria a LEFT JOIN usuarios u ON u.id_usuario = a.id_usuario
       WHERE a.tabla = 'productos' AND a.accion IN ('alta', 'cambio')
         AND JSON_EXTRACT(a.despues, '$.precio_venta') IS NOT NULL
         AND NOT (JSON_UNQUOTE(JSON_EXTRACT(a.antes, '$.precio_venta')) <=> JSON_UNQUOTE(JSON_EXTRACT(a.despues, '$.precio_venta'))
           AND JSON_UNQUOTE(JSON_EXTRACT(a.antes, '$.precio_compra')) <=> JSON_UNQUOTE(JSON_EXTRACT(a.despues, '$.precio_compra')))`,
    ),
    view(
      'v_movimientos_inventario',
      `SELECT m.id_movimiento, m.id_producto, p.codigo, p.nombre AS producto, m.tipo_movimiento, m.cantidad_movimiento,
         m.cantidad_anterior, m.cantidad_nueva, m.id_venta, v.numero_venta, m.id_documento, d.tipo AS tipo_documento,
         d.documento, d.proveedor, m.id_devolucion, m.id_usuario, u.nombre AS persona, m.motivo, m.fecha_movimiento
       FROM movimientos_inventario m
       JOIN productos p ON p.id_producto = m.id_producto
       LEFT JOIN ventas v ON v.id_venta = m.id_venta
       LEFT JOIN documentos_stock d ON d.id_documento = m.id_documento
       LEFT JOIN usuarios u ON u.id_usuario = m.id_usuario`,
    ),
    view(
      'v_documentos_stock',
      `SELECT d.id_documento, d.uuid, d.tipo, d.estado, d.proveedor, d.documento, d.motivo, d.id_usuario,
         u.nombre AS persona, d.creado_en, d.aplicado_en,
         (SELECT COUNT(*) FROM detalles_stock l WHERE l.id_documento = d.id_documento) AS lineas,
         (SELECT CAST(COALESCE(SUM(ABS(l.cantidad)), 0) AS SIGNED) FROM detalles_stock l
          WHERE l.id_documento = d.id_documento) AS unidades,
         (SELECT CAST(COALESCE(SUM(l.cantidad * l.costo_unitario), 0) AS SIGNED) FROM detalles_stock l
          WHERE l.id_documento = d.id_documento) AS costo
       FROM documentos_stock d JOIN usuarios u ON u.id_usuario = d.id_usuario`,
    ),
    view(
      'v_detalles_stock',
      `SELECT l.id_documento, l.id_producto, p.codigo, p.nombre AS producto, l.cantidad, l.costo_unitario, l.esperada,
         p.stock_actual
       FROM detalles_stock l JOIN productos p ON p.id_producto = l.id_producto`,
    ),
  ],
  former.filter((text) => text.startsWith(`CREATE VIEW ${ALLERGENS} `)),
);
