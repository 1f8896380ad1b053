-- Lets another system in: {nombre, token_hash, inicio, ambitos, usuario, caja, dias, sesion}. The token itself never comes
-- here: whoever makes it shows it once. It acts as a person, whose role every routine asks as ever.
CREATE PROCEDURE sp_crear_integracion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_persona, v_caja INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_nombre, v_acceso VARCHAR(600);
  DECLARE v_hash, v_inicio, v_ambitos, v_codigo VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_dias BIGINT;
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar('NOMBRE_DUPLICADO');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'integration.edit', '', v_usuario, v_aprobacion);
  SET v_nombre = campo_texto(doc, '$.nombre', 60), v_acceso = campo_texto(doc, '$.usuario', 190),
    v_hash = campo_texto(doc, '$.token_hash', 64), v_inicio = campo_texto(doc, '$.inicio', 12),
    v_ambitos = campo_texto(doc, '$.ambitos', 400), v_codigo = campo_texto(doc, '$.caja', 3),
    v_dias = campo_entero(doc, '$.dias', 1, 3650);
  IF v_nombre IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=nombre'); END IF;
  IF NOT COALESCE(v_hash, '') REGEXP '^[0-9a-f]{64}$' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=token_hash'); END IF;
  IF NOT COALESCE(v_ambitos, '') REGEXP '^[a-z]+:[a-z]+( [a-z]+:[a-z]+)*$' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=ambitos');
  END IF;
  IF v_dias IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=dias'); END IF;
  SELECT u.id_usuario INTO v_persona FROM usuarios u
  WHERE (u.usuario = v_acceso OR u.email = v_acceso) AND u.estado = 'Activo' LIMIT 1;
  IF v_persona IS NULL THEN CALL sp_rechazar('USUARIO_INEXISTENTE'); END IF;
  IF v_codigo IS NOT NULL THEN
    SELECT k.id_caja INTO v_caja FROM cajas k WHERE k.codigo = v_codigo AND k.activo = 1;
    IF v_caja IS NULL THEN CALL sp_rechazar(CONCAT('CAJA_INEXISTENTE|caja=', v_codigo)); END IF;
  END IF;
  INSERT INTO integraciones (nombre, token_hash, inicio, ambitos, id_usuario, id_caja, creada_por, creada_en, vence_en)
  VALUES (v_nombre, v_hash, COALESCE(v_inicio, ''), v_ambitos, v_persona, v_caja, v_usuario, UTC_TIMESTAMP(),
    UTC_TIMESTAMP() + INTERVAL v_dias DAY);
  SET v_persona = LAST_INSERT_ID();
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_integraciones i WHERE i.id_integracion = v_persona;
END
