-- Makes the roll-ups of some business days anew, from the sales themselves. Tills wait meanwhile: their rows are locked first,
-- as by everything that sells.
CREATE PROCEDURE sp_rehacer_resumen(IN desde DATE, IN hasta DATE)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_cajas INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT COUNT(*) INTO v_cajas FROM (SELECT c.id_caja FROM cajas c ORDER BY c.id_caja FOR UPDATE) k;
  CALL sp_calcular_resumen(desde, hasta);
  DELETE FROM resumen_ventas WHERE corte BETWEEN 1 AND 7 AND dia_negocio BETWEEN desde AND hasta;
  INSERT INTO resumen_ventas SELECT * FROM resumen_calculado;
  COMMIT;
  DROP TEMPORARY TABLE resumen_calculado;
END
