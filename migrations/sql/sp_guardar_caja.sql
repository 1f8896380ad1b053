-- A till as its document has it: {sesion, codigo, nombre} for a new one, {sesion, id_caja, nombre, activo} for one that is there.
-- A code is the first part of its sales' numbers and never changes; one till at least stays open. Under the lock of the till's row, as its sales are.
CREATE PROCEDURE sp_guardar_caja(IN doc LONGTEXT, IN nueva TINYINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_turno, v_otras INT UNSIGNED;
  DECLARE v_caja BIGINT;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_codigo, v_hay VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_nombre VARCHAR(80);
  DECLARE v_activo BIGINT;
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar(CONCAT('CAJA_REPETIDA|caja=', v_codigo));
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'settings.edit', '', v_usuario, v_aprobacion);
  SET v_codigo = campo_texto(doc, '$.codigo', 3), v_nombre = campo_texto(doc, '$.nombre', 80),
    v_caja = campo_entero(doc, '$.id_caja', 1, 4294967295), v_activo = campo_entero(doc, '$.activo', 0, 1);
  IF v_nombre IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=nombre'); END IF;
  IF nueva AND NOT COALESCE(v_codigo REGEXP '^[0-9]{3}$' AND v_codigo <> '000', 0) THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=codigo');
  END IF;
  IF nueva THEN
    INSERT INTO cajas (codigo, nombre) VALUES (v_codigo, v_nombre);
    SET v_caja = LAST_INSERT_ID();
  ELSE
    IF v_activo = 0 THEN
      SELECT COUNT(*) INTO v_otras FROM cajas c WHERE c.activo = 1 AND c.id_caja <> v_caja FOR UPDATE;
      IF v_otras = 0 THEN CALL sp_rechazar('CAJA_NECESARIA'); END IF;
    END IF;
    SELECT c.codigo, c.id_turno INTO v_hay, v_turno FROM cajas c WHERE c.id_caja = v_caja FOR UPDATE;
    IF v_hay IS NULL THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
    IF v_activo = 0 AND v_turno IS NOT NULL THEN CALL sp_rechazar(CONCAT('TURNO_YA_ABIERTO|turno=', v_turno)); END IF;
    UPDATE cajas SET nombre = v_nombre, activo = COALESCE(v_activo, activo) WHERE id_caja = v_caja;
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_caja AS id_caja;
END
