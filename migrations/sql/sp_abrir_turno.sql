-- Opens the shift of a till: {sesion, uuid, id_caja, fondo}. One shift a till, under the lock of the till's row.
CREATE PROCEDURE sp_abrir_turno(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_activa, v_abierto, v_turno, v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_caja, v_fondo BIGINT;

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
  SELECT LOWER(h.uuid), entero_de(h.id_caja), entero_de(h.fondo) INTO v_uuid, v_caja, v_fondo
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_caja VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_caja',
    fondo VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.fondo')) h;
  IF NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=uuid');
  END IF;
  IF v_fondo IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=fondo'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'shift.open', COALESCE(v_caja, ''), v_usuario, v_aprobacion);
  SELECT c.id_caja, c.id_turno INTO v_activa, v_abierto
  FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1 FOR UPDATE;
  IF v_activa IS NULL THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  SELECT t.id_turno INTO v_turno FROM turnos t WHERE t.uuid_apertura = v_uuid;
  IF v_turno IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM turnos t WHERE t.id_turno = v_turno AND t.id_caja = v_caja AND t.fondo_inicial = v_fondo) THEN
      CALL sp_rechazar('UUID_EN_CONFLICTO');
    END IF;
  ELSE
    IF v_abierto IS NOT NULL THEN CALL sp_rechazar(CONCAT('TURNO_YA_ABIERTO|turno=', v_abierto)); END IF;
    INSERT INTO turnos (uuid_apertura, id_caja, id_usuario, abierto_en, fondo_inicial)
    VALUES (v_uuid, v_caja, v_usuario, ahora_local(), v_fondo);
    SET v_turno = LAST_INSERT_ID();
    UPDATE cajas SET id_turno = v_turno WHERE id_caja = v_caja;
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_turnos t WHERE t.id_turno = v_turno;
END
