-- Queues a message that says nothing, to see whether it arrives: {id_suscripcion, sesion}.
CREATE PROCEDURE sp_probar_suscripcion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_suscripcion INT UNSIGNED;
  DECLARE v_aprobacion, v_entrega BIGINT UNSIGNED;
  DECLARE v_estado VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'webhook.edit', '', v_usuario, v_aprobacion);
  SET v_suscripcion = id_de(doc, '$.id_suscripcion');
  SELECT s.estado INTO v_estado FROM suscripciones s WHERE s.id_suscripcion = v_suscripcion AND s.estado <> 'Eliminada';
  IF v_estado IS NULL THEN
    CALL sp_rechazar(CONCAT('SUSCRIPCION_INEXISTENTE|suscripcion=', COALESCE(v_suscripcion, 0)));
  END IF;
  IF v_estado <> 'Activa' THEN CALL sp_rechazar('SUSCRIPCION_INACTIVA'); END IF;
  -- Whoever asks wants to know now, not when the pause after the last failure is over.
  UPDATE suscripciones SET espera_hasta = NULL WHERE id_suscripcion = v_suscripcion;
  INSERT INTO eventos (uuid, tipo, id_referencia, datos, creado_en)
  VALUES (UUID(), 'prueba', NULL, JSON_OBJECT('id_suscripcion', v_suscripcion), UTC_TIMESTAMP(3));
  INSERT INTO entregas (id_evento, id_suscripcion, proximo_intento, creada_en)
  VALUES (LAST_INSERT_ID(), v_suscripcion, '2000-01-01', UTC_TIMESTAMP(3));
  SET v_entrega = LAST_INSERT_ID();
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_entrega AS id_entrega;
END
