-- Tries again now what waits or was given up: {id_entrega} one of them, {id_suscripcion} all of one, neither: all. With
-- `sesion`.
CREATE PROCEDURE sp_reintentar_entregas(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_entrega, v_suscripcion BIGINT;
  DECLARE v_cuenta INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'webhook.edit', '', v_usuario, v_aprobacion);
  SET v_entrega = campo_entero(doc, '$.id_entrega', 1, 999999999999999),
    v_suscripcion = campo_entero(doc, '$.id_suscripcion', 1, 999999999);
  IF v_entrega IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entregas e WHERE e.id_entrega = v_entrega) THEN
    CALL sp_rechazar(CONCAT('ENTREGA_INEXISTENTE|entrega=', v_entrega));
  END IF;
  -- The one that a sender holds now is left to it.
  UPDATE entregas SET estado = 'pendiente', intentos = 0, proximo_intento = UTC_TIMESTAMP(3), terminada_en = NULL
  WHERE estado <> 'entregada' AND (v_entrega IS NULL OR id_entrega = v_entrega)
    AND (v_suscripcion IS NULL OR id_suscripcion = v_suscripcion) AND COALESCE(error, '') <> 'eliminada'
    AND (tomada_por IS NULL OR proximo_intento <= UTC_TIMESTAMP(3));
  SET v_cuenta = ROW_COUNT();
  UPDATE suscripciones SET espera_hasta = NULL
  WHERE espera_hasta IS NOT NULL AND (v_suscripcion IS NULL OR id_suscripcion = v_suscripcion);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_cuenta AS cuenta;
END
