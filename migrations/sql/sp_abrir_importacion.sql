-- Begins an import: {uuid, tipo, archivo}. Answers with `id_importacion`; the same UUID again with the same one. What
-- was left open for hours, by a program that was killed or a preview that nobody applied, is thrown away.
CREATE PROCEDURE sp_abrir_importacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_importacion BIGINT UNSIGNED;
  DECLARE v_uuid VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_tipo VARCHAR(12);
  DECLARE v_archivo VARCHAR(200);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_uuid = LOWER(campo_texto(doc, '$.uuid', 36)), v_tipo = campo_texto(doc, '$.tipo', 12),
    v_archivo = campo_texto(doc, '$.archivo', 200);
  IF NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=uuid');
  END IF;
  IF COALESCE(v_tipo, '') NOT IN ('Productos', 'Familias', 'Stock') THEN CALL sp_rechazar('VALOR_INVALIDO|campo=tipo'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'data.import', 'import', v_usuario, v_aprobacion);
  DELETE FROM importaciones WHERE estado = 'Abierta' AND creada_en < ahora_local() - INTERVAL 6 HOUR;
  SELECT i.id_importacion INTO v_importacion FROM importaciones i
  WHERE i.uuid = v_uuid AND i.id_usuario = v_usuario AND i.tipo = v_tipo;
  IF v_importacion IS NULL THEN
    INSERT INTO importaciones (uuid, tipo, archivo, id_usuario, creada_en)
    VALUES (v_uuid, v_tipo, COALESCE(v_archivo, ''), v_usuario, ahora_local());
    SET v_importacion = LAST_INSERT_ID();
  END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_importacion AS id_importacion;
END
