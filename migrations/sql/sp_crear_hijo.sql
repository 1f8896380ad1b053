-- A student of an active client: {uuid, id_cliente, nombre, apellido, grado, foto_perfil}. Answers with `id_hijo`.
-- The uuid makes sending the same again harmless; it may be missing.
CREATE PROCEDURE sp_crear_hijo(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario, v_cliente, v_hijo INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_igual TINYINT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_cliente = id_de(doc, '$.id_cliente');
  IF v_cliente IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_cliente'); END IF;
  IF JSON_CONTAINS_PATH(doc, 'one', '$.uuid') THEN SET v_uuid = campo_uuid(doc); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  -- Whoever sends it again waits here for the first one.
  SELECT c.estado INTO v_estado FROM clientes c WHERE c.id_cliente = v_cliente FOR UPDATE;
  IF v_uuid IS NOT NULL THEN
    SELECT h.id_hijo, h.id_cliente_responsable = v_cliente
      AND h.nombre <=> CONVERT(texto_de(doc, '$.nombre') USING utf8mb4) COLLATE utf8mb4_spanish_ci
      AND h.apellido <=> CONVERT(COALESCE(texto_de(doc, '$.apellido'), '') USING utf8mb4) COLLATE utf8mb4_spanish_ci
      AND h.grado <=> CONVERT(texto_de(doc, '$.grado') USING utf8mb4) COLLATE utf8mb4_spanish_ci
    INTO v_hijo, v_igual
    FROM hijos h WHERE h.uuid_alta = v_uuid;
    IF v_igual = 0 THEN CALL sp_rechazar(CONCAT('ALTA_GUARDADA|estudiante=', v_hijo)); END IF;
    IF v_hijo IS NOT NULL THEN
      ROLLBACK;
      SELECT v_hijo AS id_hijo;
      LEAVE proc;
    END IF;
  END IF;
  CALL sp_actor(doc, 'client.edit', CONCAT('cliente:', v_cliente), v_usuario, v_aprobacion);
  CALL sp_revisar_hijo(doc, 1);
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('CLIENTE_INEXISTENTE|cliente=', v_cliente)); END IF;
  IF v_estado <> 'Activo' THEN CALL sp_rechazar('CLIENTE_INACTIVO'); END IF;
  INSERT INTO hijos (uuid_alta, id_cliente_responsable, nombre, apellido, grado, foto_perfil)
  VALUES (v_uuid, v_cliente, texto_de(doc, '$.nombre'), COALESCE(texto_de(doc, '$.apellido'), ''), texto_de(doc, '$.grado'),
    texto_de(doc, '$.foto_perfil'));
  SET v_hijo = LAST_INSERT_ID();
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_hijo AS id_hijo;
END
