-- Adds a stored sale to the roll-ups of its day and till (`resumen_ventas`), in the sale's own transaction: the till's row
-- is locked, so no till waits for another one here. Cuts: 1 all, 2 hour, 3 cashier, 4 method, 5 product, 6 IVA rate * 2 +
-- invoiced, 7 client (0: none); 15 and 17 are 5 and 7 of a month, under its first day. Amounts are what was paid, so that every
-- cut of a day adds up to the same total.
CREATE PROCEDURE sp_resumir_venta(IN venta BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_dia, v_mes DATE;
  DECLARE v_caja, v_usuario, v_cliente, v_hora INT UNSIGNED;
  DECLARE v_unidades, v_total, v_descuento, v_impuesto BIGINT;
  DECLARE v_sumado, v_factura TINYINT;

  SELECT v.dia_negocio, v.id_caja, HOUR(v.fecha_venta), v.id_usuario, COALESCE(v.id_cliente, 0), v.unidades, v.total,
    v.descuento + (SELECT SUM(d.descuento_linea) FROM detalles_venta d WHERE d.id_venta = venta), v.impuesto,
    v.impuesto_sumado, v.factura
  INTO v_dia, v_caja, v_hora, v_usuario, v_cliente, v_unidades, v_total, v_descuento, v_impuesto, v_sumado, v_factura
  FROM ventas v WHERE v.id_venta = venta;
  SET v_mes = v_dia - INTERVAL DAYOFMONTH(v_dia) - 1 DAY;

  INSERT INTO resumen_ventas (corte, dia_negocio, id_caja, clave, ventas, unidades, monto, descuento, impuesto)
  SELECT * FROM (
    SELECT 1 AS corte, v_dia AS dia, v_caja AS caja, 0 AS clave, 1 AS ventas, v_unidades AS unidades, v_total AS monto,
      v_descuento AS descuento, v_impuesto AS impuesto
    UNION ALL SELECT 2, v_dia, v_caja, v_hora, 1, v_unidades, v_total, v_descuento, v_impuesto
    UNION ALL SELECT 3, v_dia, v_caja, v_usuario, 1, v_unidades, v_total, v_descuento, v_impuesto
    UNION ALL SELECT 7, v_dia, v_caja, v_cliente, 1, v_unidades, v_total, v_descuento, v_impuesto
    UNION ALL SELECT 17, v_mes, v_caja, v_cliente, 1, v_unidades, v_total, v_descuento, v_impuesto
    UNION ALL SELECT 4, v_dia, v_caja, p.id_medio, 1, 0, p.monto_aplicado, 0, 0
    FROM pagos_venta p WHERE p.id_venta = venta
    UNION ALL SELECT 6, v_dia, v_caja, i.tasa_iva * 2 + v_factura, 1, 0, i.base + IF(v_sumado, i.impuesto, 0), 0, i.impuesto
    FROM impuestos_venta i WHERE i.id_venta = venta
    UNION ALL SELECT k.corte, k.dia, v_caja, d.id_producto, 1, d.cantidad, d.subtotal_linea - d.descuento_prorrateado,
      d.descuento_linea + d.descuento_prorrateado, 0
    FROM detalles_venta d JOIN (SELECT 5 AS corte, v_dia AS dia UNION ALL SELECT 15, v_mes) k WHERE d.id_venta = venta
  ) n
  ON DUPLICATE KEY UPDATE resumen_ventas.ventas = resumen_ventas.ventas + n.ventas,
    resumen_ventas.unidades = resumen_ventas.unidades + n.unidades,
    resumen_ventas.monto = resumen_ventas.monto + n.monto,
    resumen_ventas.descuento = resumen_ventas.descuento + n.descuento,
    resumen_ventas.impuesto = resumen_ventas.impuesto + n.impuesto;

  IF v_sumado AND v_impuesto > 0 THEN
    -- Each line's share of the IVA that came on top, cumulative within its rate, as a return gives it back.
    UPDATE (
      SELECT k.corte, k.dia, x.id_producto, COALESCE((x.impuesto * x.acumulado) DIV x.todo, 0)
        - COALESCE((x.impuesto * (x.acumulado - x.neto)) DIV x.todo, 0) AS iva
      FROM (
        SELECT d.id_producto, i.impuesto, d.subtotal_linea - d.descuento_prorrateado AS neto,
          CAST(SUM(d.subtotal_linea - d.descuento_prorrateado)
            OVER (PARTITION BY d.tasa_iva ORDER BY d.linea ROWS UNBOUNDED PRECEDING) AS DECIMAL(20, 0)) AS acumulado,
          CAST(NULLIF(SUM(d.subtotal_linea - d.descuento_prorrateado) OVER (PARTITION BY d.tasa_iva), 0)
            AS DECIMAL(20, 0)) AS todo
        FROM detalles_venta d
        JOIN impuestos_venta i ON i.id_venta = d.id_venta AND i.tasa_iva = d.tasa_iva
        WHERE d.id_venta = venta
      ) x
      JOIN (SELECT 5 AS corte, v_dia AS dia UNION ALL SELECT 15, v_mes) k
    ) n
    STRAIGHT_JOIN resumen_ventas r
      ON r.corte = n.corte AND r.dia_negocio = n.dia AND r.id_caja = v_caja AND r.clave = n.id_producto
    SET r.monto = r.monto + n.iva, r.impuesto = r.impuesto + n.iva;
  END IF;
END
