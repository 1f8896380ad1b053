import type { Knex } from 'knex';
import { ledgerDifferences } from '../../src/adapters/db/health.ts';

/** Everything that must hold after any history of sales; each entry is a count of what is wrong, by its name. */
export const inconsistencies = async (owner: Knex): Promise<Record<string, number>> => {
  const count = async (sql: string): Promise<number> => {
    const [rows] = await owner.raw(`SELECT COUNT(*) AS n FROM (${sql}) x`);
    return Number(rows[0].n);
  };
  const { products, cards } = await ledgerDifferences(owner);
  return {
    products,
    cards,
    brokenStockChain: await count(
      `SELECT id_producto FROM (SELECT id_producto, cantidad_anterior,
         COALESCE(LAG(cantidad_nueva) OVER (PARTITION BY id_producto ORDER BY id_movimiento), 0) AS esperada
         FROM movimientos_inventario) m WHERE cantidad_anterior <> esperada`,
    ),
    brokenBalanceChain: await count(
      `SELECT id_tarjeta FROM (SELECT id_tarjeta, saldo_anterior,
         COALESCE(LAG(saldo_nuevo) OVER (PARTITION BY id_tarjeta ORDER BY id_movimiento), 0) AS esperado
         FROM movimientos_tarjeta) m WHERE saldo_anterior <> esperado`,
    ),
    salesUnlikeTheirLines: await count(
      `SELECT v.id_venta FROM ventas v JOIN detalles_venta d ON d.id_venta = v.id_venta
       GROUP BY v.id_venta, v.subtotal, v.unidades, v.descuento
       HAVING SUM(d.subtotal_linea) <> v.subtotal OR SUM(d.cantidad) <> v.unidades
         OR SUM(d.descuento_prorrateado) <> v.descuento`,
    ),
    salesUnlikeTheirTenders: await count(
      `SELECT v.id_venta FROM ventas v LEFT JOIN pagos_venta p ON p.id_venta = v.id_venta
       GROUP BY v.id_venta, v.total, v.vuelto
       HAVING COALESCE(SUM(p.monto_aplicado), 0) <> v.total OR COALESCE(SUM(p.vuelto), 0) <> v.vuelto`,
    ),
    salesUnlikeTheirTaxes: await count(
      `SELECT v.id_venta FROM ventas v JOIN impuestos_venta i ON i.id_venta = v.id_venta
       GROUP BY v.id_venta, v.impuesto, v.subtotal, v.descuento
       HAVING SUM(i.impuesto) <> v.impuesto OR SUM(i.base) <> v.subtotal - v.descuento`,
    ),
    salesWithoutLines: await count(
      'SELECT v.id_venta FROM ventas v LEFT JOIN detalles_venta d ON d.id_venta = v.id_venta WHERE d.id_venta IS NULL',
    ),
    salesWithoutTicket: await count(
      "SELECT v.id_venta FROM ventas v LEFT JOIN trabajos_impresion t ON t.id_venta = v.id_venta AND t.tipo = 'ticket' WHERE t.id_venta IS NULL",
    ),
    gapsInNumbers: await count(
      `SELECT k.id_caja FROM cajas k LEFT JOIN ventas v ON v.id_caja = k.id_caja
       GROUP BY k.id_caja, k.ultimo_numero
       HAVING COUNT(v.id_venta) <> k.ultimo_numero
         OR COALESCE(MAX(CAST(SUBSTRING_INDEX(v.numero_venta, '-', -1) AS UNSIGNED)), 0) <> k.ultimo_numero`,
    ),
  };
};

export const SOUND = {
  products: 0,
  cards: 0,
  brokenStockChain: 0,
  brokenBalanceChain: 0,
  salesUnlikeTheirLines: 0,
  salesUnlikeTheirTenders: 0,
  salesUnlikeTheirTaxes: 0,
  salesWithoutLines: 0,
  salesWithoutTicket: 0,
  gapsInNumbers: 0,
} as const;
