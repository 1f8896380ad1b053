-- Changes how a kind of notice is told: {sesion, tipo, activo, hora, umbral, destinatarios}. What a document does not name
-- stays; null: at once, the usual readers. What a kind that is switched off had held is not told any more.
CREATE PROCEDURE sp_actualizar_aviso(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_tipo VARCHAR(30);
  DECLARE v_hora, v_clase VARCHAR(12);
  DECLARE v_lista VARCHAR(1000);
  DECLARE v_activo, v_umbral, v_viejo BIGINT;
  DECLARE v_malas, v_cuantas INT;
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'settings.edit', '', v_usuario, v_aprobacion);
  SELECT a.tipo, a.activo, a.hora, a.umbral, a.destinatarios, a.clase
  INTO v_tipo, v_activo, v_hora, v_umbral, v_lista, v_clase
  FROM avisos a WHERE a.tipo = campo_texto(doc, '$.tipo', 30) FOR UPDATE;
  IF v_tipo IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=tipo'); END IF;
  SET v_viejo = v_umbral, v_activo = COALESCE(campo_entero(doc, '$.activo', 0, 1), v_activo);
  IF JSON_CONTAINS_PATH(doc, 'one', '$.hora') THEN
    SET v_hora = campo_texto(doc, '$.hora', 12);
    IF NOT COALESCE(v_hora REGEXP '^([01][0-9]|2[0-3]):[0-5][0-9]$', 1) OR (v_hora IS NULL AND v_clase = 'diario')
      OR (v_hora IS NOT NULL AND v_clase = 'cliente') THEN
      CALL sp_rechazar('VALOR_INVALIDO|campo=hora');
    END IF;
  END IF;
  SET v_umbral = COALESCE(campo_entero(doc, '$.umbral', 0, 999999999999), v_umbral);
  IF v_viejo IS NULL AND v_umbral IS NOT NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=umbral'); END IF;
  IF JSON_CONTAINS_PATH(doc, 'one', '$.destinatarios') THEN
    SELECT COUNT(*), COALESCE(SUM(validar_email(d.correo) = 0 OR d.correo IS NULL), 0),
      GROUP_CONCAT(d.correo ORDER BY d.n SEPARATOR ',')
    INTO v_cuantas, v_malas, v_lista
    FROM JSON_TABLE(doc, '$.destinatarios[*]' COLUMNS (
      n FOR ORDINALITY,
      correo VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$')) d;
    IF v_malas > 0 OR v_cuantas > 10 OR CHAR_LENGTH(v_lista) > 1000
      OR JSON_TYPE(JSON_EXTRACT(doc, '$.destinatarios')) NOT IN ('ARRAY', 'NULL') THEN
      CALL sp_rechazar('EMAIL_INVALIDO|campo=destinatarios');
    END IF;
  END IF;
  UPDATE avisos SET activo = v_activo, hora = v_hora, umbral = v_umbral, destinatarios = v_lista WHERE tipo = v_tipo;
  IF v_activo = 0 THEN
    DELETE FROM notificaciones_correo WHERE estado = 'retenida' AND tipo_notificacion = v_tipo;
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_avisos a WHERE a.tipo = v_tipo;
END
