-- The open shift of a till, whose row it locks first: nothing that moves money slips past a closing. NULL when none is open,
-- which is refused where the store works with shifts (`exige_turno`).
CREATE PROCEDURE sp_turno_de_caja(IN caja INT UNSIGNED, OUT turno INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_caja INT UNSIGNED;
  SELECT c.id_caja, c.id_turno INTO v_caja, turno
  FROM cajas c WHERE c.id_caja = caja AND c.activo = 1 FOR UPDATE;
  IF v_caja IS NULL THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  IF turno IS NULL AND EXISTS (SELECT 1 FROM ajustes a WHERE a.clave = 'exige_turno' AND a.valor = '1') THEN
    CALL sp_rechazar('TURNO_CERRADO');
  END IF;
END
