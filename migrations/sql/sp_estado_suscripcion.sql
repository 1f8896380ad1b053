-- Ends a subscription, or begins it again after it was stopped for its failures: {id_suscripcion, estado, sesion}. What
-- one that ends still had to be told is not told any more.
CREATE PROCEDURE sp_estado_suscripcion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_suscripcion, v_hay INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_estado VARCHAR(600);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'webhook.edit', '', v_usuario, v_aprobacion);
  SET v_suscripcion = id_de(doc, '$.id_suscripcion'), v_estado = campo_texto(doc, '$.estado', 12);
  IF COALESCE(v_estado, '') NOT IN ('Activa', 'Eliminada') THEN CALL sp_rechazar('VALOR_INVALIDO|campo=estado'); END IF;
  SELECT s.id_suscripcion INTO v_hay FROM suscripciones s
  WHERE s.id_suscripcion = v_suscripcion AND s.estado <> 'Eliminada' FOR UPDATE;
  IF v_hay IS NULL THEN
    CALL sp_rechazar(CONCAT('SUSCRIPCION_INEXISTENTE|suscripcion=', COALESCE(v_suscripcion, 0)));
  END IF;
  UPDATE suscripciones SET estado = v_estado, motivo = NULL, fallas = 0, falla_desde = NULL, espera_hasta = NULL,
    secreto = IF(v_estado = 'Eliminada', '', secreto)
  WHERE id_suscripcion = v_suscripcion;
  IF v_estado = 'Eliminada' THEN
    UPDATE entregas SET estado = 'fallida', error = 'eliminada', tomada_por = NULL, terminada_en = UTC_TIMESTAMP(3)
    WHERE id_suscripcion = v_suscripcion AND estado = 'pendiente';
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_suscripcion AS id_suscripcion;
END
