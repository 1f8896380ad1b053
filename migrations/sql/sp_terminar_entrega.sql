-- What became of a message that was taken: {id_entrega, marca, entregada, estado_http, error}. Only whoever holds it may
-- say so. A failure lengthens the pause of the message and of its subscription; after three days of nothing but
-- failures, or when the receiver says that it is gone (410), the subscription stops, with the reason.
CREATE PROCEDURE sp_terminar_entrega(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_entrega BIGINT;
  DECLARE v_marca VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_error VARCHAR(600);
  DECLARE v_bien VARCHAR(12);
  DECLARE v_suscripcion INT UNSIGNED;
  DECLARE v_intentos, v_fallas, v_http INT;
  DECLARE v_desde DATETIME;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_entrega = campo_entero(doc, '$.id_entrega', 1, 999999999999999), v_marca = campo_texto(doc, '$.marca', 36),
    v_http = campo_entero(doc, '$.estado_http', 0, 999), v_error = campo_texto(doc, '$.error', 200),
    v_bien = COALESCE(LEFT(valor_de(doc, '$.entregada'), 12), 'false');
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT e.id_suscripcion, e.intentos INTO v_suscripcion, v_intentos FROM entregas e
  WHERE e.id_entrega = v_entrega AND e.tomada_por = v_marca AND e.estado = 'pendiente' FOR UPDATE;
  IF v_suscripcion IS NOT NULL AND v_bien = 'true' THEN
    UPDATE entregas SET estado = 'entregada', tomada_por = NULL, estado_http = v_http, error = NULL,
      terminada_en = UTC_TIMESTAMP(3)
    WHERE id_entrega = v_entrega;
    UPDATE suscripciones SET fallas = 0, falla_desde = NULL, espera_hasta = NULL
    WHERE id_suscripcion = v_suscripcion AND fallas > 0;
  ELSEIF v_suscripcion IS NOT NULL THEN
    UPDATE entregas SET estado = IF(v_intentos >= 15, 'fallida', 'pendiente'), tomada_por = NULL, estado_http = v_http,
      error = v_error, terminada_en = IF(v_intentos >= 15, UTC_TIMESTAMP(3), NULL),
      proximo_intento = UTC_TIMESTAMP(3) + INTERVAL pausa_de_aviso(v_intentos) SECOND
    WHERE id_entrega = v_entrega;
    UPDATE suscripciones SET fallas = fallas + 1, falla_desde = COALESCE(falla_desde, UTC_TIMESTAMP()),
      espera_hasta = UTC_TIMESTAMP(3) + INTERVAL LEAST(pausa_de_aviso(fallas), 900) SECOND
    WHERE id_suscripcion = v_suscripcion;
    SELECT s.fallas, s.falla_desde INTO v_fallas, v_desde FROM suscripciones s WHERE s.id_suscripcion = v_suscripcion;
    IF v_http = 410 OR (v_fallas >= 10 AND v_desde < UTC_TIMESTAMP() - INTERVAL 3 DAY) THEN
      UPDATE suscripciones SET estado = 'Desactivada', motivo = COALESCE(v_error, CONCAT('HTTP ', v_http))
      WHERE id_suscripcion = v_suscripcion AND estado = 'Activa';
    END IF;
  END IF;
  COMMIT;
  SELECT v_suscripcion IS NOT NULL AS cambiada;
END
