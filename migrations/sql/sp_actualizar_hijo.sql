-- Changes a student: {id_hijo} and any of {nombre, apellido, grado, foto_perfil, activo, id_cliente}; the last one moves
-- the student, with cards and restrictions, to another family.
CREATE PROCEDURE sp_actualizar_hijo(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_hijo, v_hallado, v_cliente, v_hay_cliente INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_activo VARCHAR(10);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_hijo = id_de(doc, '$.id_hijo'), v_cliente = id_de(doc, '$.id_cliente');
  IF v_hijo IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_hijo'); END IF;
  IF JSON_CONTAINS_PATH(doc, 'one', '$.id_cliente') AND v_cliente IS NULL THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_cliente');
  END IF;
  SET v_activo = LEFT(valor_de(doc, '$.activo'), 10);
  IF v_activo NOT IN ('true', 'false') THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=activo'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'client.edit', CONCAT('hijo:', v_hijo), v_usuario, v_aprobacion);
  CALL sp_revisar_hijo(doc, 0);
  SELECT h.id_hijo INTO v_hallado FROM hijos h WHERE h.id_hijo = v_hijo FOR UPDATE;
  IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('ESTUDIANTE_INEXISTENTE|estudiante=', v_hijo)); END IF;
  IF v_cliente IS NOT NULL THEN
    SELECT c.id_cliente INTO v_hay_cliente FROM clientes c
    WHERE c.id_cliente = v_cliente AND c.estado = 'Activo' FOR UPDATE;
    IF v_hay_cliente IS NULL THEN CALL sp_rechazar(CONCAT('CLIENTE_INEXISTENTE|cliente=', v_cliente)); END IF;
  END IF;
  UPDATE hijos h SET
    h.nombre = IF(JSON_CONTAINS_PATH(doc, 'one', '$.nombre'), texto_de(doc, '$.nombre'), h.nombre),
    h.apellido = IF(JSON_CONTAINS_PATH(doc, 'one', '$.apellido'), COALESCE(texto_de(doc, '$.apellido'), ''), h.apellido),
    h.grado = IF(JSON_CONTAINS_PATH(doc, 'one', '$.grado'), texto_de(doc, '$.grado'), h.grado),
    h.foto_perfil = IF(JSON_CONTAINS_PATH(doc, 'one', '$.foto_perfil'), texto_de(doc, '$.foto_perfil'), h.foto_perfil),
    h.activo = COALESCE(v_activo = 'true', h.activo),
    h.id_cliente_responsable = COALESCE(v_cliente, h.id_cliente_responsable)
  WHERE h.id_hijo = v_hijo;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_hijo AS id_hijo;
END
