-- Compares the roll-ups of some business days with the sales themselves, and those of their months with all their days: how many
-- figures differ, and on which day first. One moment
-- for both, and no lock: tills go on selling.
CREATE PROCEDURE sp_revisar_resumen(IN desde DATE, IN hasta DATE)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_distintas BIGINT;
  DECLARE v_primera DATE;
  DECLARE v_mes DATE DEFAULT desde - INTERVAL DAYOFMONTH(desde) - 1 DAY;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
  START TRANSACTION WITH CONSISTENT SNAPSHOT;
  CALL sp_calcular_resumen(desde, hasta);
  SELECT COUNT(*), MIN(x.dia_negocio) INTO v_distintas, v_primera
  FROM (
    SELECT u.corte, u.dia_negocio, u.id_caja, u.clave
    FROM (
      SELECT 1 AS signo, c.* FROM resumen_calculado c
      UNION ALL
      SELECT -1, r.* FROM resumen_ventas r WHERE r.corte BETWEEN 1 AND 7 AND r.dia_negocio BETWEEN desde AND hasta
      UNION ALL
      SELECT 1, r.corte + 10, r.dia_negocio - INTERVAL DAYOFMONTH(r.dia_negocio) - 1 DAY, r.id_caja, r.clave, r.ventas,
        r.unidades, r.monto, r.descuento, r.impuesto, r.anulaciones, r.anulado, r.devoluciones, r.devuelto,
        r.unidades_vueltas, r.impuesto_vuelto, r.recargas, r.recargado
      FROM resumen_ventas r WHERE r.corte IN (5, 7) AND r.dia_negocio BETWEEN v_mes AND LAST_DAY(hasta)
      UNION ALL
      SELECT -1, r.* FROM resumen_ventas r WHERE r.corte IN (15, 17) AND r.dia_negocio BETWEEN v_mes AND hasta
    ) u
    GROUP BY u.corte, u.dia_negocio, u.id_caja, u.clave
    HAVING SUM(u.signo * u.ventas) <> 0 OR SUM(u.signo * u.unidades) <> 0 OR SUM(u.signo * u.monto) <> 0
      OR SUM(u.signo * u.descuento) <> 0 OR SUM(u.signo * u.impuesto) <> 0 OR SUM(u.signo * u.anulaciones) <> 0
      OR SUM(u.signo * u.anulado) <> 0 OR SUM(u.signo * u.devoluciones) <> 0 OR SUM(u.signo * u.devuelto) <> 0
      OR SUM(u.signo * u.unidades_vueltas) <> 0 OR SUM(u.signo * u.impuesto_vuelto) <> 0
      OR SUM(u.signo * u.recargas) <> 0 OR SUM(u.signo * u.recargado) <> 0
  ) x;
  COMMIT;
  DROP TEMPORARY TABLE resumen_calculado;
  SELECT v_distintas AS distintas, DATE_FORMAT(v_primera, '%Y-%m-%d') AS primera;
END
