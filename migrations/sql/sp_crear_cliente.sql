-- A client, who answers for students: {uuid, nombre, apellido, email, telefono, documento}. Answers with `id_cliente`.
-- The uuid makes sending the same again harmless; it may be missing.
CREATE PROCEDURE sp_crear_cliente(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario, v_cliente INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_otro INT UNSIGNED;
  DECLARE v_repetido TINYINT DEFAULT 0;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  IF JSON_CONTAINS_PATH(doc, 'one', '$.uuid') THEN SET v_uuid = campo_uuid(doc); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  IF v_uuid IS NOT NULL AND EXISTS (SELECT 1 FROM clientes c WHERE c.uuid_alta = v_uuid) THEN
    CALL sp_cliente_guardado(doc, v_uuid);
    LEAVE proc;
  END IF;
  CALL sp_actor(doc, 'client.edit', 'cliente:nuevo', v_usuario, v_aprobacion);
  CALL sp_revisar_cliente(doc, 1);
  BEGIN
    DECLARE CONTINUE HANDLER FOR 1062 SET v_repetido = 1;
    INSERT INTO clientes (uuid_alta, nombre, apellido, email, telefono, documento)
    VALUES (v_uuid, texto_de(doc, '$.nombre'), COALESCE(texto_de(doc, '$.apellido'), ''), texto_de(doc, '$.email'),
      texto_de(doc, '$.telefono'), texto_de(doc, '$.documento'));
  END;
  IF v_repetido = 1 AND EXISTS (SELECT 1 FROM clientes c WHERE c.uuid_alta = v_uuid) THEN
    CALL sp_cliente_guardado(doc, v_uuid);
    LEAVE proc;
  END IF;
  IF v_repetido = 1 THEN
    SELECT c.id_cliente INTO v_otro FROM clientes c
    WHERE c.documento = CONVERT(texto_de(doc, '$.documento') USING utf8mb4) COLLATE utf8mb4_bin;
    CALL sp_rechazar(CONCAT('DOCUMENTO_REPETIDO|cliente=', COALESCE(v_otro, 0)));
  END IF;
  SET v_cliente = LAST_INSERT_ID();
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_cliente AS id_cliente;
END
