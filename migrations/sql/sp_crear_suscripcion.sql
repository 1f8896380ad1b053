-- Somebody is to be told: {uuid, url, eventos, secreto, permite_privada, sesion}. Sent again with its UUID it answers with
-- the first one. Addresses inside the store's own network are an admin's to allow.
CREATE PROCEDURE sp_crear_suscripcion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_suscripcion INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_uuid, v_url, v_eventos, v_secreto, v_url_guardada, v_eventos_guardados
    VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_privada VARCHAR(12);
  DECLARE v_repetida TINYINT DEFAULT 0;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'webhook.edit', '', v_usuario, v_aprobacion);
  SET v_uuid = campo_uuid(doc), v_url = campo_texto(doc, '$.url', 500), v_eventos = campo_texto(doc, '$.eventos', 200),
    v_secreto = campo_texto(doc, '$.secreto', 80),
    v_privada = COALESCE(LEFT(valor_de(doc, '$.permite_privada'), 12), 'false');
  IF NOT COALESCE(v_url, '') REGEXP '^https?://[^[:space:]]+$' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=url'); END IF;
  IF NOT COALESCE(v_eventos, '')
    REGEXP '^(venta[.](registrada|anulada|devuelta)|stock[.]cambiado)(,(venta[.](registrada|anulada|devuelta)|stock[.]cambiado))*$' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=eventos');
  END IF;
  IF NOT COALESCE(v_secreto, '') REGEXP '^whsec_[A-Za-z0-9+/]{43}=$' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=secreto'); END IF;
  IF v_privada NOT IN ('true', 'false') THEN CALL sp_rechazar('VALOR_INVALIDO|campo=permite_privada'); END IF;
  IF v_privada = 'true' AND puede(rol_de(v_usuario), 'settings.edit') = 0 THEN
    CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', rol_de(v_usuario), '|permiso=settings.edit'));
  END IF;
  SELECT s.id_suscripcion, IF(s.estado = 'Eliminada', '', s.url), s.eventos INTO v_suscripcion, v_url_guardada, v_eventos_guardados
  FROM suscripciones s WHERE s.uuid = v_uuid FOR UPDATE;
  IF v_suscripcion IS NOT NULL THEN
    IF v_url_guardada <> v_url OR v_eventos_guardados <> v_eventos THEN CALL sp_rechazar('UUID_EN_CONFLICTO'); END IF;
    SET v_repetida = 1;
  ELSE
    IF (SELECT COUNT(*) FROM suscripciones s WHERE s.estado <> 'Eliminada') >= 50 THEN
      CALL sp_rechazar('DEMASIADAS_SUSCRIPCIONES|maximo=50');
    END IF;
    INSERT INTO suscripciones (uuid, url, eventos, secreto, permite_privada, creada_por, creada_en)
    VALUES (v_uuid, v_url, v_eventos, v_secreto, v_privada = 'true', v_usuario, UTC_TIMESTAMP());
    SET v_suscripcion = LAST_INSERT_ID();
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v.*, s.secreto AS firma, v_repetida AS repetida
  FROM v_suscripciones v JOIN suscripciones s ON s.id_suscripcion = v.id_suscripcion
  WHERE v.id_suscripcion = v_suscripcion;
END
