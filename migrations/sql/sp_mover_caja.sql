-- Puts cash into the drawer or takes it out: {sesion, uuid, id_caja, tipo, monto, motivo}. Never more out than should be there.
CREATE PROCEDURE sp_mover_caja(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_turno, v_usuario INT UNSIGNED;
  DECLARE v_movimiento, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_tipo VARCHAR(20);
  DECLARE v_motivo TEXT;
  DECLARE v_resumen LONGTEXT;
  DECLARE v_caja, v_monto, v_esperado BIGINT;
  DECLARE v_ahora DATETIME;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar('UUID_EN_CONFLICTO');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT LOWER(h.uuid), entero_de(h.id_caja), h.tipo, entero_de(h.monto), TRIM(h.motivo)
  INTO v_uuid, v_caja, v_tipo, v_monto, v_motivo
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_caja VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_caja',
    tipo VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.tipo',
    monto VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.monto',
    motivo TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) h;
  IF NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=uuid');
  END IF;
  IF COALESCE(v_tipo, '') NOT IN ('Entrada', 'Salida') THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=tipo'); END IF;
  -- As it is written here, whatever capitals came.
  SET v_tipo = IF(v_tipo = 'Entrada', 'Entrada', 'Salida');
  IF COALESCE(v_monto, 0) = 0 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=monto'); END IF;
  IF COALESCE(v_motivo, '') = '' THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;
  IF CHAR_LENGTH(v_motivo) > 300 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=motivo'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'shift.cash', COALESCE(v_caja, ''), v_usuario, v_aprobacion);
  SELECT c.id_turno INTO v_turno FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1 FOR UPDATE;
  SELECT m.id_movimiento INTO v_movimiento FROM movimientos_caja m WHERE m.uuid = v_uuid;
  IF v_movimiento IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM movimientos_caja m JOIN turnos t ON t.id_turno = m.id_turno
      WHERE m.id_movimiento = v_movimiento AND t.id_caja = v_caja AND m.tipo = v_tipo AND m.monto = v_monto) THEN
      CALL sp_rechazar('UUID_EN_CONFLICTO');
    END IF;
  ELSE
    IF v_turno IS NULL THEN CALL sp_rechazar('TURNO_CERRADO'); END IF;
    IF v_tipo = 'Salida' THEN
      CALL sp_resumen_turno(v_turno, v_resumen, v_esperado);
      IF v_monto > v_esperado THEN CALL sp_rechazar(CONCAT('EFECTIVO_INSUFICIENTE|monto=', v_monto)); END IF;
    END IF;
    SET v_ahora = ahora_local();
    INSERT INTO movimientos_caja (uuid, id_turno, id_usuario, id_aprobacion, tipo, monto, motivo, fecha)
    VALUES (v_uuid, v_turno, v_usuario, v_aprobacion, v_tipo, v_monto, v_motivo, v_ahora);
    SET v_movimiento = LAST_INSERT_ID();
    INSERT INTO trabajos_impresion (id_caja, tipo, id_referencia, id_usuario, creado_en)
    VALUES (v_caja, 'mov_caja', v_movimiento, v_usuario, v_ahora);
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_movimientos_caja m WHERE m.id_movimiento = v_movimiento;
END
