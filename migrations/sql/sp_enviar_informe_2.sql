-- Queues a report as a mail: {sesion, uuid, destinatario, asunto, cuerpo, contenido}. Sending the same UUID again queues
-- nothing more. Who sent what to whom is audited. Who asks is known before anything is judged.
CREATE PROCEDURE sp_enviar_informe(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_uuid CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aviso, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_destinatario VARCHAR(190);
  DECLARE v_asunto VARCHAR(200);
  DECLARE v_cuerpo, v_contenido LONGTEXT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_uuid = campo_uuid(doc), v_destinatario = campo_texto(doc, '$.destinatario', 190),
    v_asunto = campo_texto(doc, '$.asunto', 200),
    v_cuerpo = JSON_UNQUOTE(JSON_EXTRACT(doc, '$.cuerpo')),
    v_contenido = JSON_UNQUOTE(JSON_EXTRACT(doc, '$.contenido'));
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'report.read', '', v_usuario, v_aprobacion);
  IF v_destinatario IS NULL OR validar_email(v_destinatario) = 0 THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=email');
  END IF;
  IF v_asunto IS NULL OR v_cuerpo IS NULL OR CHAR_LENGTH(v_cuerpo) > 16000 THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=asunto/cuerpo');
  END IF;
  IF NOT COALESCE(JSON_VALID(v_contenido), 0) OR CHAR_LENGTH(v_contenido) > 4000000 THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=contenido');
  END IF;
  INSERT INTO notificaciones_correo (destinatario, asunto, cuerpo, datos, tipo_notificacion, fecha_creacion,
    proximo_intento, clave_unica)
  VALUES (v_destinatario, v_asunto, v_cuerpo, v_contenido, 'informe', ahora_local(), UTC_TIMESTAMP(),
    CONCAT('informe:', v_uuid))
  ON DUPLICATE KEY UPDATE id_notificacion = LAST_INSERT_ID(id_notificacion);
  SET v_aviso = LAST_INSERT_ID();
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
  VALUES (UTC_TIMESTAMP(3), v_usuario, USER(), 'notificaciones_correo', v_aviso, 'informe',
    JSON_OBJECT('destinatario', v_destinatario, 'asunto', v_asunto));
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_aviso AS id_notificacion;
END
