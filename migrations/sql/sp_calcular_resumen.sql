-- What the roll-ups of some business days should be, from the sales, returns and top-ups themselves, into the temporary
-- table `resumen_calculado`: set by set, so that it serves to fill years of history and to check the roll-ups. A sale that
-- was voided before there were returns came back whole, when and where it was voided. Joins begin at the days' sales, whatever
-- a server believes of the sizes of tables that have just been filled. Sums are made in floating point, twice as fast as
-- DECIMAL and exact up to 2^53. Months are not made here: they are the sums of their days.
CREATE PROCEDURE sp_calcular_resumen(IN desde DATE, IN hasta DATE)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DROP TEMPORARY TABLE IF EXISTS resumen_calculado, hechos_resumen, descuentos_resumen;
  CREATE TEMPORARY TABLE resumen_calculado LIKE resumen_ventas;
  CREATE TEMPORARY TABLE hechos_resumen (
    id_venta BIGINT UNSIGNED NOT NULL, vuelve TINYINT NOT NULL, dia DATE NOT NULL, id_caja INT UNSIGNED NOT NULL,
    hora TINYINT UNSIGNED NOT NULL, id_usuario INT UNSIGNED NOT NULL, id_cliente INT UNSIGNED NOT NULL,
    unidades BIGINT NOT NULL, total BIGINT NOT NULL, impuesto BIGINT NOT NULL, descuento BIGINT NOT NULL,
    sumado TINYINT NOT NULL, factura TINYINT NOT NULL, PRIMARY KEY (id_venta, vuelve)) ENGINE=InnoDB;
  CREATE TEMPORARY TABLE descuentos_resumen (
    id_venta BIGINT UNSIGNED NOT NULL, vuelve TINYINT NOT NULL, descuento BIGINT NOT NULL,
    PRIMARY KEY (id_venta, vuelve)) ENGINE=InnoDB;
  INSERT INTO hechos_resumen
  SELECT v.id_venta, 0, v.dia_negocio, v.id_caja, HOUR(v.fecha_venta), v.id_usuario, COALESCE(v.id_cliente, 0), v.unidades,
    v.total, v.impuesto, v.descuento, v.impuesto_sumado, v.factura
  FROM ventas v FORCE INDEX (ix_ventas_dia_negocio) WHERE v.dia_negocio BETWEEN desde AND hasta;
  INSERT INTO hechos_resumen
  SELECT v.id_venta, 1, CAST(v.anulada_en AS DATE), v.id_caja, HOUR(v.anulada_en), v.id_usuario, COALESCE(v.id_cliente, 0),
    v.unidades, v.total, v.impuesto, v.descuento, v.impuesto_sumado, v.factura
  FROM ventas v
  WHERE v.estado = 'Anulada' AND v.anulada_en >= desde AND v.anulada_en < hasta + INTERVAL 1 DAY
    AND NOT EXISTS (SELECT 1 FROM devoluciones d WHERE d.id_venta = v.id_venta AND d.tipo = 'Anulacion');
  -- Most sales have no line with a discount.
  INSERT INTO descuentos_resumen
  SELECT h.id_venta, h.vuelve, SUM(d.descuento_linea)
  FROM hechos_resumen h STRAIGHT_JOIN detalles_venta d ON d.id_venta = h.id_venta AND d.descuento_linea > 0
  GROUP BY h.id_venta, h.vuelve;
  UPDATE descuentos_resumen n STRAIGHT_JOIN hechos_resumen h ON h.id_venta = n.id_venta AND h.vuelve = n.vuelve
  SET h.descuento = h.descuento + n.descuento;
  DROP TEMPORARY TABLE descuentos_resumen;

  -- Whole sales, and those that came back whole.
  INSERT INTO resumen_calculado (corte, dia_negocio, id_caja, clave, ventas, unidades, monto, descuento, impuesto,
    anulaciones, anulado, unidades_vueltas, impuesto_vuelto)
  SELECT k.corte, h.dia, h.id_caja,
    CASE k.corte WHEN 1 THEN 0 WHEN 2 THEN h.hora WHEN 3 THEN h.id_usuario ELSE h.id_cliente END AS la_clave,
    SUM(1e0 - h.vuelve), SUM((1e0 - h.vuelve) * h.unidades), SUM((1e0 - h.vuelve) * h.total),
    SUM((1e0 - h.vuelve) * h.descuento), SUM((1e0 - h.vuelve) * h.impuesto), SUM(h.vuelve * 1e0), SUM(h.vuelve * 1e0 * h.total),
    SUM(h.vuelve * 1e0 * h.unidades), SUM(h.vuelve * 1e0 * h.impuesto)
  FROM hechos_resumen h
  JOIN (SELECT 1 AS corte UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 7) k
  GROUP BY k.corte, h.dia, h.id_caja, la_clave;
  INSERT INTO resumen_calculado (corte, dia_negocio, id_caja, clave, ventas, monto, anulaciones, anulado)
  SELECT 4, h.dia, h.id_caja, p.id_medio, SUM(1e0 - h.vuelve), SUM((1e0 - h.vuelve) * p.monto_aplicado), SUM(h.vuelve * 1e0),
    SUM(h.vuelve * 1e0 * p.monto_aplicado)
  FROM hechos_resumen h STRAIGHT_JOIN pagos_venta p ON p.id_venta = h.id_venta
  GROUP BY h.dia, h.id_caja, p.id_medio;
  INSERT INTO resumen_calculado (corte, dia_negocio, id_caja, clave, ventas, monto, impuesto, anulaciones, anulado,
    impuesto_vuelto)
  SELECT 6, h.dia, h.id_caja, i.tasa_iva * 2 + h.factura AS la_clave, SUM(1e0 - h.vuelve),
    SUM((1e0 - h.vuelve) * (i.base + h.sumado * i.impuesto)), SUM((1e0 - h.vuelve) * i.impuesto), SUM(h.vuelve * 1e0),
    SUM(h.vuelve * 1e0 * (i.base + h.sumado * i.impuesto)), SUM(h.vuelve * 1e0 * i.impuesto)
  FROM hechos_resumen h STRAIGHT_JOIN impuestos_venta i ON i.id_venta = h.id_venta
  GROUP BY h.dia, h.id_caja, la_clave;
  INSERT INTO resumen_calculado (corte, dia_negocio, id_caja, clave, ventas, unidades, monto, descuento, anulaciones,
    anulado, unidades_vueltas)
  SELECT 5, h.dia, h.id_caja, d.id_producto, SUM(1e0 - h.vuelve), SUM((1e0 - h.vuelve) * d.cantidad),
    SUM((1e0 - h.vuelve) * (d.subtotal_linea - d.descuento_prorrateado)),
    SUM((1e0 - h.vuelve) * (d.descuento_linea + d.descuento_prorrateado)), SUM(h.vuelve * 1e0),
    SUM(h.vuelve * 1e0 * (d.subtotal_linea - d.descuento_prorrateado)), SUM(h.vuelve * 1e0 * d.cantidad)
  FROM hechos_resumen h STRAIGHT_JOIN detalles_venta d ON d.id_venta = h.id_venta
  GROUP BY h.dia, h.id_caja, d.id_producto;
  -- The IVA that came on top of a line: `impuesto` of a sale; what a void gave back of it is only in its amount.
  INSERT INTO resumen_calculado (corte, dia_negocio, id_caja, clave, monto, impuesto, anulado)
  SELECT 5, s.dia, s.id_caja, s.id_producto, s.iva, s.iva, s.iva_vuelto
  FROM (
    SELECT y.dia, y.id_caja, y.id_producto, SUM((1 - y.vuelve) * y.iva) AS iva, SUM(y.vuelve * y.iva) AS iva_vuelto
    FROM (
      SELECT x.dia, x.id_caja, x.id_producto, x.vuelve, COALESCE((x.impuesto * x.acumulado) DIV x.todo, 0)
        - COALESCE((x.impuesto * (x.acumulado - x.neto)) DIV x.todo, 0) AS iva
      FROM (
        SELECT h.dia, h.id_caja, h.vuelve, d.id_producto, i.impuesto, d.subtotal_linea - d.descuento_prorrateado AS neto,
          CAST(SUM(d.subtotal_linea - d.descuento_prorrateado)
            OVER (PARTITION BY h.id_venta, h.vuelve, d.tasa_iva ORDER BY d.linea ROWS UNBOUNDED PRECEDING)
            AS DECIMAL(20, 0)) AS acumulado,
          CAST(NULLIF(SUM(d.subtotal_linea - d.descuento_prorrateado)
            OVER (PARTITION BY h.id_venta, h.vuelve, d.tasa_iva), 0) AS DECIMAL(20, 0)) AS todo
        FROM hechos_resumen h
        STRAIGHT_JOIN detalles_venta d ON d.id_venta = h.id_venta
        STRAIGHT_JOIN impuestos_venta i ON i.id_venta = h.id_venta AND i.tasa_iva = d.tasa_iva
        WHERE h.sumado = 1 AND h.impuesto > 0
      ) x
      -- The limit keeps the servers from merging windows into the sums above.
      LIMIT 18446744073709551615
    ) y
    GROUP BY y.dia, y.id_caja, y.id_producto
  ) s
  ON DUPLICATE KEY UPDATE resumen_calculado.monto = resumen_calculado.monto + s.iva,
    resumen_calculado.impuesto = resumen_calculado.impuesto + s.iva,
    resumen_calculado.anulado = resumen_calculado.anulado + s.iva_vuelto;

  -- Voids and returns.
  INSERT INTO resumen_calculado (corte, dia_negocio, id_caja, clave, anulaciones, anulado, devoluciones, devuelto,
    unidades_vueltas, impuesto_vuelto)
  SELECT n.corte, n.dia, n.id_caja, n.la_clave, n.anulaciones, n.anulado, n.devoluciones, n.devuelto, n.unidades, n.impuesto
  FROM (
    SELECT k.corte, d.dia_negocio AS dia, d.id_caja, CASE k.corte WHEN 1 THEN 0 WHEN 2 THEN HOUR(d.fecha)
        WHEN 3 THEN v.id_usuario ELSE COALESCE(v.id_cliente, 0) END AS la_clave,
      SUM(d.tipo = 'Anulacion') AS anulaciones, SUM(IF(d.tipo = 'Anulacion', d.total, 0)) AS anulado,
      SUM(d.tipo = 'Devolucion') AS devoluciones, SUM(IF(d.tipo = 'Devolucion', d.total, 0)) AS devuelto,
      SUM((SELECT SUM(x.cantidad) FROM detalles_devolucion x WHERE x.id_devolucion = d.id_devolucion)) AS unidades,
      SUM(d.impuesto) AS impuesto
    FROM devoluciones d JOIN ventas v ON v.id_venta = d.id_venta
    JOIN (SELECT 1 AS corte UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 7) k
    WHERE d.dia_negocio BETWEEN desde AND hasta
    GROUP BY k.corte, d.dia_negocio, d.id_caja, la_clave
    UNION ALL
    SELECT 4, d.dia_negocio, d.id_caja, p.id_medio, SUM(d.tipo = 'Anulacion'), SUM(IF(d.tipo = 'Anulacion', p.monto, 0)),
      SUM(d.tipo = 'Devolucion'), SUM(IF(d.tipo = 'Devolucion', p.monto, 0)), 0, 0
    FROM devoluciones d JOIN pagos_devolucion p ON p.id_devolucion = d.id_devolucion
    WHERE d.dia_negocio BETWEEN desde AND hasta
    GROUP BY d.dia_negocio, d.id_caja, p.id_medio
    UNION ALL
    SELECT 6, d.dia_negocio, d.id_caja, i.tasa_iva * 2 + v.factura AS la_clave, SUM(d.tipo = 'Anulacion'),
      SUM(IF(d.tipo = 'Anulacion', i.base + v.impuesto_sumado * i.impuesto, 0)), SUM(d.tipo = 'Devolucion'),
      SUM(IF(d.tipo = 'Devolucion', i.base + v.impuesto_sumado * i.impuesto, 0)), 0, SUM(i.impuesto)
    FROM devoluciones d
    JOIN ventas v ON v.id_venta = d.id_venta
    JOIN impuestos_devolucion i ON i.id_devolucion = d.id_devolucion
    WHERE d.dia_negocio BETWEEN desde AND hasta
    GROUP BY d.dia_negocio, d.id_caja, la_clave
    UNION ALL
    SELECT 5, d.dia_negocio, d.id_caja, x.id_producto, SUM(d.tipo = 'Anulacion'),
      SUM(IF(d.tipo = 'Anulacion', x.monto, 0)), SUM(d.tipo = 'Devolucion'), SUM(IF(d.tipo = 'Devolucion', x.monto, 0)),
      SUM(x.cantidad), 0
    FROM devoluciones d JOIN detalles_devolucion x ON x.id_devolucion = d.id_devolucion
    WHERE d.dia_negocio BETWEEN desde AND hasta
    GROUP BY d.dia_negocio, d.id_caja, x.id_producto
  ) n
  ON DUPLICATE KEY UPDATE resumen_calculado.anulaciones = resumen_calculado.anulaciones + n.anulaciones,
    resumen_calculado.anulado = resumen_calculado.anulado + n.anulado,
    resumen_calculado.devoluciones = resumen_calculado.devoluciones + n.devoluciones,
    resumen_calculado.devuelto = resumen_calculado.devuelto + n.devuelto,
    resumen_calculado.unidades_vueltas = resumen_calculado.unidades_vueltas + n.unidades,
    resumen_calculado.impuesto_vuelto = resumen_calculado.impuesto_vuelto + n.impuesto;

  INSERT INTO resumen_calculado (corte, dia_negocio, id_caja, clave, recargas, recargado)
  SELECT n.corte, n.dia, n.id_caja, n.la_clave, n.recargas, n.recargado
  FROM (
    SELECT k.corte, r.dia_negocio AS dia, r.id_caja, CASE k.corte WHEN 1 THEN 0 WHEN 2 THEN HOUR(r.fecha)
        WHEN 3 THEN r.id_usuario ELSE r.id_medio END AS la_clave, COUNT(*) AS recargas, SUM(r.monto) AS recargado
    FROM recargas r
    JOIN (SELECT 1 AS corte UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) k
    WHERE r.dia_negocio BETWEEN desde AND hasta
    GROUP BY k.corte, r.dia_negocio, r.id_caja, la_clave
  ) n
  ON DUPLICATE KEY UPDATE resumen_calculado.recargas = resumen_calculado.recargas + n.recargas,
    resumen_calculado.recargado = resumen_calculado.recargado + n.recargado;
  DROP TEMPORARY TABLE hechos_resumen;
END
