-- Sets a card's daily limit and last day, either of them NULL for none: {sesion, id_tarjeta, limite_diario,
-- fecha_vencimiento}.
CREATE PROCEDURE sp_actualizar_tarjeta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_tarjeta, v_limite BIGINT;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_vence, v_antes DATE;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_tarjeta = campo_entero(doc, '$.id_tarjeta', 1, 4294967295),
    v_limite = campo_entero(doc, '$.limite_diario', 1, 999999999999),
    v_vence = campo_fecha(doc, '$.fecha_vencimiento');
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'card.limit', COALESCE(v_tarjeta, ''), v_usuario, v_aprobacion);
  SELECT t.estado, t.fecha_vencimiento INTO v_estado, v_antes
  FROM tarjetas t WHERE t.id_tarjeta = v_tarjeta FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
  IF v_estado = 'Reemplazada' THEN CALL sp_rechazar('TARJETA_YA_REEMPLAZADA'); END IF;
  -- A day that has passed may stay as it is while the limit changes; it cannot be chosen.
  IF v_vence < DATE(ahora_local()) AND NOT v_vence <=> v_antes THEN
    CALL sp_rechazar(CONCAT('VENCIMIENTO_PASADO|vencimiento=', v_vence));
  END IF;
  UPDATE tarjetas SET limite_diario = v_limite, fecha_vencimiento = v_vence,
    estado = IF(estado = 'Vencida' AND (v_vence IS NULL OR v_vence >= DATE(ahora_local())), 'Activa', estado)
  WHERE id_tarjeta = v_tarjeta;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT * FROM v_fichas_tarjeta f WHERE f.id_tarjeta = v_tarjeta;
END
