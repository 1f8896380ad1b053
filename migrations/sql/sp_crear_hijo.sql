-- A student of an active client: {id_cliente, nombre, apellido, grado, foto_perfil}. Answers with `id_hijo`.
CREATE PROCEDURE sp_crear_hijo(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_cliente, v_hijo INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_estado VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_cliente = id_de(doc, '$.id_cliente');
  IF v_cliente IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_cliente'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'client.edit', CONCAT('cliente:', v_cliente), v_usuario, v_aprobacion);
  CALL sp_revisar_hijo(doc, 1);
  SELECT c.estado INTO v_estado FROM clientes c WHERE c.id_cliente = v_cliente FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('CLIENTE_INEXISTENTE|cliente=', v_cliente)); END IF;
  IF v_estado <> 'Activo' THEN CALL sp_rechazar('CLIENTE_INACTIVO'); END IF;
  INSERT INTO hijos (id_cliente_responsable, nombre, apellido, grado, foto_perfil)
  VALUES (v_cliente, texto_de(doc, '$.nombre'), COALESCE(texto_de(doc, '$.apellido'), ''), texto_de(doc, '$.grado'),
    texto_de(doc, '$.foto_perfil'));
  SET v_hijo = LAST_INSERT_ID();
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_hijo AS id_hijo;
END
