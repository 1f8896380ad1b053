-- The figures of a till's open shift as they are now: {id_caja}. Reads one moment: nothing half done is seen.
CREATE PROCEDURE sp_leer_turno(IN doc LONGTEXT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_turno INT UNSIGNED;
  DECLARE v_resumen LONGTEXT;
  DECLARE v_caja, v_esperado BIGINT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT entero_de(h.id_caja) INTO v_caja
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id_caja VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_caja')) h;
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
  START TRANSACTION WITH CONSISTENT SNAPSHOT;
  SELECT c.id_turno INTO v_turno FROM cajas c WHERE c.id_caja = v_caja;
  IF v_turno IS NULL THEN CALL sp_rechazar('TURNO_CERRADO'); END IF;
  CALL sp_resumen_turno(v_turno, v_resumen, v_esperado);
  COMMIT;
  SELECT t.id_turno, t.id_caja, t.caja, t.estado, t.id_usuario, t.abierto_por, t.abierto_en, t.fondo_inicial,
    ahora_local() AS leido_en, v_resumen AS resumen
  FROM v_turnos t WHERE t.id_turno = v_turno;
END
