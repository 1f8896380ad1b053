import type { Knex } from 'knex';
import { ledgerDifferences, rollUpDifferences } from '../../src/adapters/db/health.ts';
import type { ShiftFigures } from '../../src/domain/shift.ts';

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
    rollUps: (await rollUpDifferences(owner)).figures,
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
    returnsBeyondTheSale: await count(
      `SELECT v.id_venta FROM ventas v JOIN devoluciones d ON d.id_venta = v.id_venta
       GROUP BY v.id_venta, v.total, v.estado
       HAVING SUM(d.total) > v.total OR (v.estado = 'Anulada' AND SUM(d.total) <> v.total)`,
    ),
    linesReturnedBeyondSold: await count(
      `SELECT d.id_venta FROM devoluciones d JOIN detalles_devolucion x ON x.id_devolucion = d.id_devolucion
       JOIN detalles_venta s ON s.id_venta = d.id_venta AND s.linea = x.linea
       GROUP BY d.id_venta, x.linea, s.cantidad HAVING SUM(x.cantidad) > s.cantidad`,
    ),
    wholeReturnsUnlikeTheSale: await count(
      `SELECT v.id_venta FROM ventas v
       JOIN (SELECT d.id_venta, SUM(x.cantidad) AS unidades FROM devoluciones d
         JOIN detalles_devolucion x ON x.id_devolucion = d.id_devolucion GROUP BY d.id_venta) r
         ON r.id_venta = v.id_venta AND r.unidades = v.unidades
       WHERE (SELECT SUM(d.total) FROM devoluciones d WHERE d.id_venta = v.id_venta) <> v.total
         OR (SELECT SUM(d.impuesto) FROM devoluciones d WHERE d.id_venta = v.id_venta) <> v.impuesto`,
    ),
    returnsUnlikeTheirParts: await count(
      `SELECT d.id_devolucion FROM devoluciones d
       WHERE d.total <> (SELECT SUM(x.monto) FROM detalles_devolucion x WHERE x.id_devolucion = d.id_devolucion)
         OR d.total <> (SELECT COALESCE(SUM(p.monto), 0) FROM pagos_devolucion p
           WHERE p.id_devolucion = d.id_devolucion)`,
    ),
    returnsUnlikeTheirTaxes: await count(
      `SELECT d.id_devolucion FROM devoluciones d
       LEFT JOIN impuestos_devolucion n ON n.id_devolucion = d.id_devolucion
       GROUP BY d.id_devolucion, d.subtotal, d.impuesto
       HAVING COALESCE(SUM(n.base), -1) <> d.subtotal OR COALESCE(SUM(n.impuesto), -1) <> d.impuesto`,
    ),
    wholeReturnsUnlikeTheirTaxes: await count(
      `SELECT i.id_venta FROM impuestos_venta i
       JOIN ventas v ON v.id_venta = i.id_venta
       JOIN (SELECT d.id_venta, SUM(x.cantidad) AS unidades FROM devoluciones d
         JOIN detalles_devolucion x ON x.id_devolucion = d.id_devolucion GROUP BY d.id_venta) r
         ON r.id_venta = v.id_venta AND r.unidades = v.unidades
       LEFT JOIN (SELECT d.id_venta, n.tasa_iva, SUM(n.base) AS base, SUM(n.impuesto) AS impuesto
         FROM devoluciones d JOIN impuestos_devolucion n ON n.id_devolucion = d.id_devolucion
         GROUP BY d.id_venta, n.tasa_iva) n ON n.id_venta = i.id_venta AND n.tasa_iva = i.tasa_iva
       WHERE i.base <> COALESCE(n.base, -1) OR i.impuesto <> COALESCE(n.impuesto, -1)`,
    ),
    refundsBeyondTheirTender: await count(
      // A card's part may have gone back in cash, where the student had no card left.
      `SELECT d.id_venta FROM devoluciones d JOIN pagos_devolucion p ON p.id_devolucion = d.id_devolucion
       JOIN medios_pago m ON m.id_medio = p.id_medio AND m.es_efectivo = 0
       GROUP BY d.id_venta, p.id_medio
       HAVING SUM(p.monto) > (SELECT COALESCE(SUM(g.monto_aplicado), 0) FROM pagos_venta g
         WHERE g.id_venta = d.id_venta AND g.id_medio = p.id_medio)`,
    ),
    cardRefundsUnlikeTheirMovements: await count(
      `SELECT p.id_devolucion FROM pagos_devolucion p
       JOIN medios_pago m ON m.id_medio = p.id_medio AND m.es_tarjeta_estudiantil = 1
       GROUP BY p.id_devolucion
       HAVING SUM(p.monto) <> (SELECT COALESCE(SUM(t.monto), 0) FROM movimientos_tarjeta t
         WHERE t.id_devolucion = p.id_devolucion)`,
    ),
    goodsBackUnlikeTheirMovements: await count(
      `SELECT x.id_devolucion FROM detalles_devolucion x
       WHERE IF(x.destino = 'Stock', x.cantidad, 0) <> (SELECT COALESCE(SUM(i.cantidad_movimiento), 0)
         FROM movimientos_inventario i
         WHERE i.id_devolucion = x.id_devolucion AND i.id_producto = x.id_producto)`,
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
  rollUps: 0,
  brokenStockChain: 0,
  brokenBalanceChain: 0,
  salesUnlikeTheirLines: 0,
  salesUnlikeTheirTenders: 0,
  salesUnlikeTheirTaxes: 0,
  salesWithoutLines: 0,
  salesWithoutTicket: 0,
  returnsBeyondTheSale: 0,
  linesReturnedBeyondSold: 0,
  wholeReturnsUnlikeTheSale: 0,
  returnsUnlikeTheirParts: 0,
  returnsUnlikeTheirTaxes: 0,
  wholeReturnsUnlikeTheirTaxes: 0,
  refundsBeyondTheirTender: 0,
  cardRefundsUnlikeTheirMovements: 0,
  goodsBackUnlikeTheirMovements: 0,
  gapsInNumbers: 0,
} as const;

/** The cash that must be in the drawer, from the other figures of the shift. */
export const cashDue = ({ cash }: ShiftFigures): number =>
  cash.float + cash.sales + cash.topups + cash.in - cash.out - cash.refunds;
