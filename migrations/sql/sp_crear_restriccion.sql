-- What a student must not eat: {id_hijo, tipo, descripcion, severidad, bloqueante, alergenos: [ids]}. Answers with
-- `id_restriccion`. The next reading of the student's card shows it on every till.
CREATE PROCEDURE sp_crear_restriccion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_hijo, v_hallado, v_restriccion INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_hijo = id_de(doc, '$.id_hijo');
  IF v_hijo IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_hijo'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'client.edit', CONCAT('hijo:', v_hijo), v_usuario, v_aprobacion);
  CALL sp_revisar_restriccion(doc, 1);
  SELECT h.id_hijo INTO v_hallado FROM hijos h WHERE h.id_hijo = v_hijo FOR UPDATE;
  IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('ESTUDIANTE_INEXISTENTE|estudiante=', v_hijo)); END IF;
  INSERT INTO restricciones_hijos (id_hijo, tipo_restriccion, descripcion, severidad, bloqueante)
  VALUES (v_hijo, texto_de(doc, '$.tipo'), COALESCE(texto_de(doc, '$.descripcion'), ''), texto_de(doc, '$.severidad'),
    COALESCE(valor_de(doc, '$.bloqueante') = 'true', 0));
  SET v_restriccion = LAST_INSERT_ID();
  CALL sp_poner_alergenos(v_restriccion, doc);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_restriccion AS id_restriccion;
END
