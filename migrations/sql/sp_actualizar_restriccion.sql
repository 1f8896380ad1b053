-- Changes a restriction: {id_restriccion} and any of {tipo, descripcion, severidad, bloqueante, alergenos, activo}.
CREATE PROCEDURE sp_actualizar_restriccion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_restriccion, v_hallada INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_restriccion = id_de(doc, '$.id_restriccion');
  IF v_restriccion IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_restriccion'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'client.edit', CONCAT('restriccion:', v_restriccion), v_usuario, v_aprobacion);
  CALL sp_revisar_restriccion(doc, 0);
  SELECT r.id_restriccion INTO v_hallada FROM restricciones_hijos r
  WHERE r.id_restriccion = v_restriccion FOR UPDATE;
  IF v_hallada IS NULL THEN CALL sp_rechazar(CONCAT('RESTRICCION_INEXISTENTE|restriccion=', v_restriccion)); END IF;
  UPDATE restricciones_hijos r SET
    r.tipo_restriccion = IF(JSON_CONTAINS_PATH(doc, 'one', '$.tipo'), texto_de(doc, '$.tipo'), r.tipo_restriccion),
    r.descripcion = IF(JSON_CONTAINS_PATH(doc, 'one', '$.descripcion'),
      COALESCE(texto_de(doc, '$.descripcion'), ''), r.descripcion),
    r.severidad = COALESCE(texto_de(doc, '$.severidad'), r.severidad),
    r.bloqueante = COALESCE(valor_de(doc, '$.bloqueante') = 'true', r.bloqueante),
    r.activo = COALESCE(valor_de(doc, '$.activo') = 'true', r.activo)
  WHERE r.id_restriccion = v_restriccion;
  IF JSON_CONTAINS_PATH(doc, 'one', '$.alergenos') THEN CALL sp_poner_alergenos(v_restriccion, doc); END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_restriccion AS id_restriccion;
END
