-- The day in figures: {dia, hasta}. `hasta` is the time of day up to which the weekday of one week before is compared
-- (HH:MM:SS); NULL: the whole day. Sales count gross, and what a return or a void gave back is taken off when it happens,
-- as in X, Z and the reports: a sale that came back in part before it was voided is taken off once. Voids from before there
-- were returns left nothing to take off: those sales do not count. One row, whose columns are JSON: one round trip. The lists
-- have no promised order.
CREATE PROCEDURE sp_tablero(IN doc LONGTEXT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_hoy, v_antes DATE;
  DECLARE v_hora VARCHAR(600);
  DECLARE v_limite DATETIME;
  DECLARE v_horas, v_medios, v_productos, v_bajos, v_cajas, v_correo LONGTEXT;
  DECLARE v_recargas, v_monto_recargas, v_cuenta_bajos BIGINT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_hoy = COALESCE(campo_fecha(doc, '$.dia'), dia_de(ahora_local())), v_hora = campo_texto(doc, '$.hasta', 8);
  IF v_hora IS NOT NULL AND NOT v_hora REGEXP '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=hasta');
  END IF;
  SET v_antes = v_hoy - INTERVAL 7 DAY,
    v_limite = CAST(CONCAT(v_antes, ' ', COALESCE(v_hora, '23:59:59')) AS DATETIME);
  -- A time of day before the day's beginning belongs to the night after it; a whole day has no limit.
  IF v_hora IS NULL OR dia_de(v_limite) < v_antes THEN SET v_limite = v_limite + INTERVAL 1 DAY; END IF;

  -- One moment for all figures.
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
  START TRANSACTION WITH CONSISTENT SNAPSHOT;

  -- Both days by hour; the sums of a day are theirs. `corte`: within what is compared.
  SELECT JSON_ARRAYAGG(JSON_OBJECT('dia', IF(x.dia = v_hoy, 'hoy', 'antes'), 'hora', x.hora, 'corte', x.corte,
    'tickets', x.tickets, 'ventas', x.ventas, 'devuelto', x.devuelto, 'anulado', x.anulado))
  INTO v_horas
  FROM (
    SELECT u.dia, u.hora, u.corte, CAST(SUM(u.tickets) AS SIGNED) AS tickets, CAST(SUM(u.ventas) AS SIGNED) AS ventas,
      CAST(SUM(u.devuelto) AS SIGNED) AS devuelto, CAST(SUM(u.anulado) AS SIGNED) AS anulado
    FROM (
      SELECT v.dia_negocio AS dia, HOUR(v.fecha_venta) AS hora, (v.dia_negocio = v_hoy OR v.fecha_venta <= v_limite) AS corte,
        COUNT(*) AS tickets, SUM(v.total) AS ventas, 0 AS devuelto, 0 AS anulado
      FROM ventas v
      WHERE v.dia_negocio IN (v_hoy, v_antes) AND (v.estado = 'Completada'
        OR EXISTS (SELECT 1 FROM devoluciones a WHERE a.id_venta = v.id_venta AND a.tipo = 'Anulacion'))
      GROUP BY v.dia_negocio, HOUR(v.fecha_venta), corte
      UNION ALL
      SELECT d.dia_negocio, HOUR(d.fecha), (d.dia_negocio = v_hoy OR d.fecha <= v_limite) AS corte,
        -CAST(SUM(d.tipo = 'Anulacion') AS SIGNED), 0, SUM(IF(d.tipo = 'Devolucion', d.total, 0)),
        SUM(IF(d.tipo = 'Anulacion', d.total, 0))
      FROM devoluciones d
      WHERE d.dia_negocio IN (v_hoy, v_antes)
      GROUP BY d.dia_negocio, HOUR(d.fecha), corte
    ) u
    GROUP BY u.dia, u.hora, u.corte
  ) x;

  SELECT JSON_ARRAYAGG(JSON_OBJECT('id_medio', m.id_medio, 'medio', m.nombre, 'monto', x.monto, 'pagos', x.pagos))
  INTO v_medios
  FROM (
    SELECT u.id_medio, CAST(SUM(u.monto) AS SIGNED) AS monto, CAST(SUM(u.pagos) AS SIGNED) AS pagos
    FROM (
      SELECT p.id_medio, SUM(p.monto_aplicado) AS monto, SUM(v.estado = 'Completada') AS pagos
      FROM ventas v JOIN pagos_venta p ON p.id_venta = v.id_venta
      WHERE v.dia_negocio = v_hoy AND (v.estado = 'Completada'
        OR EXISTS (SELECT 1 FROM devoluciones a WHERE a.id_venta = v.id_venta AND a.tipo = 'Anulacion'))
      GROUP BY p.id_medio
      UNION ALL
      SELECT p.id_medio, -SUM(p.monto), 0
      FROM devoluciones d JOIN pagos_devolucion p ON p.id_devolucion = d.id_devolucion
      WHERE d.dia_negocio = v_hoy
      GROUP BY p.id_medio
    ) u
    GROUP BY u.id_medio HAVING SUM(u.monto) <> 0 OR SUM(u.pagos) > 0
  ) x JOIN medios_pago m ON m.id_medio = x.id_medio;

  SELECT JSON_ARRAYAGG(JSON_OBJECT('id_producto', y.id_producto, 'nombre', p.nombre, 'unidades', y.unidades,
    'monto', y.monto))
  INTO v_productos
  FROM (
    SELECT u.id_producto, CAST(SUM(u.unidades) AS SIGNED) AS unidades, CAST(SUM(u.monto) AS SIGNED) AS monto
    FROM (
      SELECT d.id_producto, SUM(d.cantidad) AS unidades, SUM(d.subtotal_linea - d.descuento_prorrateado) AS monto
      FROM ventas v JOIN detalles_venta d ON d.id_venta = v.id_venta
      WHERE v.dia_negocio = v_hoy AND (v.estado = 'Completada'
        OR EXISTS (SELECT 1 FROM devoluciones a WHERE a.id_venta = v.id_venta AND a.tipo = 'Anulacion'))
      GROUP BY d.id_producto
      UNION ALL
      -- What the lines came to before tax, for as many units as came back.
      SELECT x.id_producto, -CAST(SUM(x.cantidad) AS SIGNED),
        -SUM(ROUND((l.subtotal_linea - l.descuento_prorrateado) * x.cantidad / l.cantidad))
      FROM devoluciones d
      JOIN detalles_devolucion x ON x.id_devolucion = d.id_devolucion
      JOIN detalles_venta l ON l.id_venta = d.id_venta AND l.linea = x.linea
      WHERE d.dia_negocio = v_hoy
      GROUP BY x.id_producto
    ) u
    GROUP BY u.id_producto HAVING SUM(u.unidades) > 0
    ORDER BY unidades DESC, monto DESC, u.id_producto LIMIT 10
  ) y JOIN productos p ON p.id_producto = y.id_producto;

  -- A product that sells below zero is never out of stock.
  SELECT COUNT(*) INTO v_cuenta_bajos FROM productos p
  WHERE p.estado = 'Activo' AND p.vende_sin_stock = 0 AND p.stock_actual <= p.stock_minimo;
  SELECT JSON_ARRAYAGG(JSON_OBJECT('id_producto', x.id_producto, 'nombre', x.nombre, 'stock', x.stock_actual,
    'minimo', x.stock_minimo))
  INTO v_bajos
  FROM (
    SELECT p.id_producto, p.nombre, p.stock_actual, p.stock_minimo FROM productos p
    WHERE p.estado = 'Activo' AND p.vende_sin_stock = 0 AND p.stock_actual <= p.stock_minimo
    ORDER BY p.stock_actual - p.stock_minimo, p.id_producto LIMIT 10
  ) x;

  SELECT JSON_ARRAYAGG(JSON_OBJECT('id_caja', k.id_caja, 'caja', k.codigo, 'nombre', k.nombre, 'id_turno', k.id_turno,
    'abierto_en', DATE_FORMAT(t.abierto_en, '%Y-%m-%d %H:%i:%s'), 'abierto_por', u.nombre,
    'pendientes', (SELECT COUNT(*) FROM trabajos_impresion j
      WHERE j.id_caja = k.id_caja AND j.estado IN ('pendiente', 'enviando')),
    'inciertos', (SELECT COUNT(*) FROM trabajos_impresion j WHERE j.id_caja = k.id_caja AND j.estado = 'incierto')))
  INTO v_cajas
  FROM cajas k
  LEFT JOIN turnos t ON t.id_turno = k.id_turno
  LEFT JOIN usuarios u ON u.id_usuario = t.id_usuario
  WHERE k.activo = 1;

  SELECT JSON_ARRAYAGG(JSON_OBJECT('estado', x.estado, 'cuenta', x.cuenta)) INTO v_correo
  FROM (
    SELECT n.estado, COUNT(*) AS cuenta FROM notificaciones_correo n
    WHERE n.estado IN ('pendiente', 'enviando', 'fallida') GROUP BY n.estado
  ) x;
  SELECT COUNT(*), CAST(COALESCE(SUM(r.monto), 0) AS SIGNED) INTO v_recargas, v_monto_recargas
  FROM recargas r WHERE r.dia_negocio = v_hoy;
  COMMIT;
  SELECT DATE_FORMAT(v_hoy, '%Y-%m-%d') AS dia, DATE_FORMAT(v_antes, '%Y-%m-%d') AS dia_anterior,
    v_horas AS horas, v_medios AS medios, v_productos AS productos, v_cuenta_bajos AS cuenta_bajos, v_bajos AS bajos,
    v_cajas AS cajas, v_correo AS correo, v_recargas AS recargas, v_monto_recargas AS monto_recargas;
END
