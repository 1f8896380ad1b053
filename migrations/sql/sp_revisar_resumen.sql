-- Compares the roll-ups of some business days with the sales themselves, and those of their months with all their days: how
-- many figures differ, and on which day first. One moment for both, and no lock: tills go on selling.
CREATE PROCEDURE sp_revisar_resumen(IN desde DATE, IN hasta DATE)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_distintas, v_sobrantes BIGINT;
  DECLARE v_primera, v_sobrante DATE;
  DECLARE v_mes DATE DEFAULT desde - INTERVAL DAYOFMONTH(desde) - 1 DAY;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
  START TRANSACTION WITH CONSISTENT SNAPSHOT;
  CALL sp_calcular_resumen(desde, hasta);
  INSERT INTO resumen_calculado
  SELECT r.corte + 10, r.dia_negocio - INTERVAL DAYOFMONTH(r.dia_negocio) - 1 DAY AS mes, r.id_caja, r.clave, SUM(r.ventas),
    SUM(r.unidades), SUM(r.monto), SUM(r.descuento), SUM(r.impuesto), SUM(r.anulaciones), SUM(r.anulado),
    SUM(r.devoluciones), SUM(r.devuelto), SUM(r.unidades_vueltas), SUM(r.impuesto_vuelto), SUM(r.recargas), SUM(r.recargado)
  FROM resumen_ventas r WHERE r.corte IN (5, 7) AND r.dia_negocio BETWEEN v_mes AND LAST_DAY(hasta)
  GROUP BY r.corte, mes, r.id_caja, r.clave;
  SELECT COUNT(*), MIN(c.dia_negocio) INTO v_distintas, v_primera
  FROM resumen_calculado c
  LEFT JOIN resumen_ventas r
    ON r.corte = c.corte AND r.dia_negocio = c.dia_negocio AND r.id_caja = c.id_caja AND r.clave = c.clave
  WHERE r.corte IS NULL OR r.ventas <> c.ventas OR r.unidades <> c.unidades OR r.monto <> c.monto
    OR r.descuento <> c.descuento OR r.impuesto <> c.impuesto OR r.anulaciones <> c.anulaciones OR r.anulado <> c.anulado
    OR r.devoluciones <> c.devoluciones OR r.devuelto <> c.devuelto OR r.unidades_vueltas <> c.unidades_vueltas
    OR r.impuesto_vuelto <> c.impuesto_vuelto OR r.recargas <> c.recargas OR r.recargado <> c.recargado;
  SELECT COUNT(*), MIN(r.dia_negocio) INTO v_sobrantes, v_sobrante
  FROM resumen_ventas r
  LEFT JOIN resumen_calculado c
    ON c.corte = r.corte AND c.dia_negocio = r.dia_negocio AND c.id_caja = r.id_caja AND c.clave = r.clave
  WHERE c.corte IS NULL
    AND (r.corte IN (1, 2, 3, 4, 5, 6, 7) AND r.dia_negocio BETWEEN desde AND hasta
      OR r.corte IN (15, 17) AND r.dia_negocio BETWEEN v_mes AND hasta);
  COMMIT;
  DROP TEMPORARY TABLE resumen_calculado;
  SELECT v_distintas + v_sobrantes AS distintas,
    DATE_FORMAT(LEAST(COALESCE(v_primera, v_sobrante), COALESCE(v_sobrante, v_primera)), '%Y-%m-%d') AS primera;
END
