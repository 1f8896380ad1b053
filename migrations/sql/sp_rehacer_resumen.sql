-- Makes the roll-ups of some business days anew, from the sales themselves, and those of their months from all their days.
-- Tills wait meanwhile: their rows are locked first, as by everything that sells. Cuts are named one by one, since a range of
-- cuts would be read whole, with all its days.
CREATE PROCEDURE sp_rehacer_resumen(IN desde DATE, IN hasta DATE)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_cajas INT;
  DECLARE v_mes DATE DEFAULT desde - INTERVAL DAYOFMONTH(desde) - 1 DAY;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT COUNT(*) INTO v_cajas FROM (SELECT c.id_caja FROM cajas c ORDER BY c.id_caja FOR UPDATE) k;
  CALL sp_calcular_resumen(desde, hasta);
  DELETE FROM resumen_ventas WHERE corte IN (1, 2, 3, 4, 5, 6, 7) AND dia_negocio BETWEEN desde AND hasta;
  INSERT INTO resumen_ventas SELECT * FROM resumen_calculado;
  DELETE FROM resumen_ventas WHERE corte IN (15, 17) AND dia_negocio BETWEEN v_mes AND hasta;
  INSERT INTO resumen_ventas
  SELECT r.corte + 10, r.dia_negocio - INTERVAL DAYOFMONTH(r.dia_negocio) - 1 DAY AS mes, r.id_caja, r.clave, SUM(r.ventas),
    SUM(r.unidades), SUM(r.monto), SUM(r.descuento), SUM(r.impuesto), SUM(r.anulaciones), SUM(r.anulado),
    SUM(r.devoluciones), SUM(r.devuelto), SUM(r.unidades_vueltas), SUM(r.impuesto_vuelto), SUM(r.recargas), SUM(r.recargado)
  FROM resumen_ventas r WHERE r.corte IN (5, 7) AND r.dia_negocio BETWEEN v_mes AND LAST_DAY(hasta)
  GROUP BY r.corte, mes, r.id_caja, r.clave;
  COMMIT;
  DROP TEMPORARY TABLE resumen_calculado;
END
