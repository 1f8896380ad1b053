-- The figures of a shift: the only place that makes them, for the X reading, the Z closing and the cash that may be taken
-- out. Sales count gross and what was given back is subtracted, so that a void belongs to the shift in which it happens.
-- Of a payment only what was applied counts: change is never takings. esperado: the cash that should be in the drawer.
CREATE PROCEDURE sp_resumen_turno(IN turno INT UNSIGNED, OUT resumen LONGTEXT, OUT esperado BIGINT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_medios, v_iva, v_ventas, v_vueltas, v_caja, v_esperas LONGTEXT;
  DECLARE v_efectivo, v_efectivo_recargas, v_efectivo_devuelto, v_fondo, v_entradas, v_salidas BIGINT;
  DECLARE v_id_caja INT UNSIGNED;
  DECLARE v_primera, v_ultima BIGINT UNSIGNED;

  SELECT t.id_caja, t.fondo_inicial INTO v_id_caja, v_fondo FROM turnos t WHERE t.id_turno = turno;

  SELECT JSON_ARRAYAGG(JSON_OBJECT('id_medio', m.id_medio, 'medio', m.nombre, 'es_efectivo', m.es_efectivo,
      'ventas', m.ventas, 'recargas', m.recargas, 'devoluciones', m.devoluciones)),
    COALESCE(SUM(m.ventas * m.es_efectivo), 0), COALESCE(SUM(m.recargas * m.es_efectivo), 0),
    COALESCE(SUM(m.devoluciones * m.es_efectivo), 0)
  INTO v_medios, v_efectivo, v_efectivo_recargas, v_efectivo_devuelto
  FROM (
    SELECT k.id_medio, k.nombre, k.es_efectivo, CAST(SUM(x.ventas) AS SIGNED) AS ventas,
      CAST(SUM(x.recargas) AS SIGNED) AS recargas, CAST(SUM(x.devoluciones) AS SIGNED) AS devoluciones
    FROM (
      SELECT p.id_medio, p.monto_aplicado AS ventas, 0 AS recargas, 0 AS devoluciones
      FROM ventas v JOIN pagos_venta p ON p.id_venta = v.id_venta WHERE v.id_turno = turno
      UNION ALL
      SELECT r.id_medio, 0, r.monto, 0 FROM recargas r WHERE r.id_turno = turno
      UNION ALL
      SELECT p.id_medio, 0, 0, p.monto
      FROM devoluciones d JOIN pagos_devolucion p ON p.id_devolucion = d.id_devolucion WHERE d.id_turno = turno
    ) x JOIN medios_pago k ON k.id_medio = x.id_medio
    GROUP BY k.id_medio, k.nombre, k.es_efectivo
  ) m;

  SELECT JSON_ARRAYAGG(JSON_OBJECT('tasa_iva', i.tasa_iva, 'base', i.base, 'impuesto', i.impuesto,
    'base_devuelta', i.base_devuelta, 'impuesto_devuelto', i.impuesto_devuelto)) INTO v_iva
  FROM (
    SELECT x.tasa_iva, CAST(SUM(x.base) AS SIGNED) AS base, CAST(SUM(x.impuesto) AS SIGNED) AS impuesto,
      CAST(SUM(x.base_devuelta) AS SIGNED) AS base_devuelta,
      CAST(SUM(x.impuesto_devuelto) AS SIGNED) AS impuesto_devuelto
    FROM (
      SELECT n.tasa_iva, n.base, n.impuesto, 0 AS base_devuelta, 0 AS impuesto_devuelto
      FROM ventas v JOIN impuestos_venta n ON n.id_venta = v.id_venta WHERE v.id_turno = turno
      UNION ALL
      SELECT n.tasa_iva, 0, 0, n.base, n.impuesto
      FROM devoluciones d JOIN impuestos_devolucion n ON n.id_devolucion = d.id_devolucion WHERE d.id_turno = turno
    ) x GROUP BY x.tasa_iva
  ) i;

  SELECT MIN(v.id_venta), MAX(v.id_venta) INTO v_primera, v_ultima FROM ventas v WHERE v.id_turno = turno;
  SELECT JSON_OBJECT('cantidad', COUNT(*), 'unidades', CAST(COALESCE(SUM(v.unidades), 0) AS SIGNED),
    'total', CAST(COALESCE(SUM(v.total), 0) AS SIGNED),
    'descuentos', CAST(COALESCE(SUM(v.descuento), 0) AS SIGNED) + (
      SELECT CAST(COALESCE(SUM(d.descuento_linea), 0) AS SIGNED)
      FROM ventas w JOIN detalles_venta d ON d.id_venta = w.id_venta WHERE w.id_turno = turno),
    'primera', (SELECT w.numero_venta FROM ventas w WHERE w.id_venta = v_primera),
    'ultima', (SELECT w.numero_venta FROM ventas w WHERE w.id_venta = v_ultima))
  INTO v_ventas FROM ventas v WHERE v.id_turno = turno;

  SELECT JSON_OBJECT(
    'anulaciones', COUNT(IF(d.tipo = 'Anulacion', 1, NULL)),
    'anulado', CAST(COALESCE(SUM(IF(d.tipo = 'Anulacion', d.total, 0)), 0) AS SIGNED),
    'devoluciones', COUNT(IF(d.tipo = 'Devolucion', 1, NULL)),
    'devuelto', CAST(COALESCE(SUM(IF(d.tipo = 'Devolucion', d.total, 0)), 0) AS SIGNED),
    'iva', CAST(COALESCE(SUM(d.impuesto), 0) AS SIGNED))
  INTO v_vueltas FROM devoluciones d WHERE d.id_turno = turno;

  SELECT COALESCE(SUM(IF(m.tipo = 'Entrada', m.monto, 0)), 0), COALESCE(SUM(IF(m.tipo = 'Salida', m.monto, 0)), 0)
  INTO v_entradas, v_salidas FROM movimientos_caja m WHERE m.id_turno = turno;

  SET esperado = v_fondo + v_efectivo + v_efectivo_recargas + v_entradas - v_salidas - v_efectivo_devuelto;
  -- `+ 0`: MariaDB writes a bare variable as a text.
  SET v_caja = JSON_OBJECT('fondo', v_fondo + 0, 'ventas', v_efectivo + 0, 'recargas', v_efectivo_recargas + 0,
    'entradas', v_entradas + 0, 'salidas', v_salidas + 0, 'devoluciones', v_efectivo_devuelto + 0,
    'esperado', esperado + 0);

  SELECT JSON_OBJECT('cantidad', COUNT(*), 'total', CAST(COALESCE(SUM(e.total), 0) AS SIGNED)) INTO v_esperas
  FROM ventas_espera e WHERE e.id_caja = v_id_caja AND e.estado = 'Abierta';

  SELECT JSON_OBJECT('ventas', JSON_EXTRACT(v_ventas, '$'), 'vueltas', JSON_EXTRACT(v_vueltas, '$'),
    'recargas', (SELECT COUNT(*) FROM recargas r WHERE r.id_turno = turno),
    'lecturas', (SELECT COUNT(*) FROM lecturas_turno l WHERE l.id_turno = turno),
    'efectivo', JSON_EXTRACT(v_caja, '$'), 'medios', JSON_EXTRACT(COALESCE(v_medios, '[]'), '$'),
    'iva', JSON_EXTRACT(COALESCE(v_iva, '[]'), '$'), 'esperas', JSON_EXTRACT(v_esperas, '$'))
  INTO resumen;
END
