-- Blocks a card or lets it be used again, with the reason: the part that both routines are made of. Asked for again, it
-- changes nothing. A replaced card stays dead.
CREATE PROCEDURE sp_estado_tarjeta(IN doc LONGTEXT, IN permiso_pedido VARCHAR(40), IN estado_nuevo VARCHAR(12))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_tarjeta BIGINT;
  DECLARE v_motivo VARCHAR(600);
  DECLARE v_estado VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_tarjeta = campo_entero(doc, '$.id_tarjeta', 1, 4294967295), v_motivo = campo_motivo(doc);
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, permiso_pedido, COALESCE(v_tarjeta, ''), v_usuario, v_aprobacion);
  SELECT t.estado INTO v_estado FROM tarjetas t WHERE t.id_tarjeta = v_tarjeta FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
  IF v_estado = 'Reemplazada' THEN CALL sp_rechazar('TARJETA_YA_REEMPLAZADA'); END IF;
  UPDATE tarjetas SET estado = estado_nuevo, motivo_estado = v_motivo
  WHERE id_tarjeta = v_tarjeta AND estado <> estado_nuevo;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT * FROM v_fichas_tarjeta f WHERE f.id_tarjeta = v_tarjeta;
END
