-- Adds a return or void to the roll-ups of the day and till where it happens. It stands with the hour of its own, and with
-- the cashier and the client of the sale that it takes back.
CREATE PROCEDURE sp_resumir_devolucion(IN devolucion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_dia, v_mes DATE;
  DECLARE v_caja, v_usuario, v_cliente, v_hora INT UNSIGNED;
  DECLARE v_unidades, v_total, v_impuesto BIGINT;
  DECLARE v_anulacion, v_sumado, v_factura TINYINT;

  SELECT d.dia_negocio, d.id_caja, HOUR(d.fecha), v.id_usuario, COALESCE(v.id_cliente, 0),
    (SELECT SUM(x.cantidad) FROM detalles_devolucion x WHERE x.id_devolucion = devolucion), d.total, d.impuesto,
    d.tipo = 'Anulacion', v.impuesto_sumado, v.factura
  INTO v_dia, v_caja, v_hora, v_usuario, v_cliente, v_unidades, v_total, v_impuesto, v_anulacion, v_sumado, v_factura
  FROM devoluciones d JOIN ventas v ON v.id_venta = d.id_venta WHERE d.id_devolucion = devolucion;
  SET v_mes = v_dia - INTERVAL DAYOFMONTH(v_dia) - 1 DAY;

  INSERT INTO resumen_ventas (corte, dia_negocio, id_caja, clave, anulaciones, anulado, devoluciones, devuelto,
    unidades_vueltas, impuesto_vuelto)
  SELECT n.corte, IF(n.corte > 10, v_mes, v_dia), v_caja, n.clave, v_anulacion, IF(v_anulacion, n.monto, 0), 1 - v_anulacion,
    IF(v_anulacion, 0, n.monto), n.unidades, n.impuesto
  FROM (
    SELECT 1 AS corte, 0 AS clave, v_unidades AS unidades, v_total AS monto, v_impuesto AS impuesto
    UNION ALL SELECT 2, v_hora, v_unidades, v_total, v_impuesto
    UNION ALL SELECT 3, v_usuario, v_unidades, v_total, v_impuesto
    UNION ALL SELECT 7, v_cliente, v_unidades, v_total, v_impuesto
    UNION ALL SELECT 17, v_cliente, v_unidades, v_total, v_impuesto
    UNION ALL SELECT 4, p.id_medio, 0, p.monto, 0 FROM pagos_devolucion p WHERE p.id_devolucion = devolucion
    UNION ALL SELECT 6, i.tasa_iva * 2 + v_factura, 0, i.base + IF(v_sumado, i.impuesto, 0), i.impuesto
    FROM impuestos_devolucion i WHERE i.id_devolucion = devolucion
    UNION ALL SELECT k.corte, x.id_producto, x.cantidad, x.monto, 0
    FROM detalles_devolucion x JOIN (SELECT 5 AS corte UNION ALL SELECT 15) k WHERE x.id_devolucion = devolucion
  ) n
  ON DUPLICATE KEY UPDATE resumen_ventas.anulaciones = resumen_ventas.anulaciones + v_anulacion,
    resumen_ventas.anulado = resumen_ventas.anulado + IF(v_anulacion, n.monto, 0),
    resumen_ventas.devoluciones = resumen_ventas.devoluciones + 1 - v_anulacion,
    resumen_ventas.devuelto = resumen_ventas.devuelto + IF(v_anulacion, 0, n.monto),
    resumen_ventas.unidades_vueltas = resumen_ventas.unidades_vueltas + n.unidades,
    resumen_ventas.impuesto_vuelto = resumen_ventas.impuesto_vuelto + n.impuesto;
END
