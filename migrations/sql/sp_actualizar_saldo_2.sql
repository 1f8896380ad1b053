-- Puts a card's balance right, with the reason: {sesion, uuid, id_tarjeta, monto, motivo}; `monto` is added, below 0 taken.
CREATE PROCEDURE sp_actualizar_saldo(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_ajuste, v_movimiento, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_tarjeta, v_monto, v_saldo BIGINT;
  DECLARE v_motivo VARCHAR(600);
  DECLARE v_estado VARCHAR(12);

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    CALL sp_rechazar('UUID_EN_CONFLICTO');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_uuid = campo_uuid(doc),
    v_tarjeta = campo_entero(doc, '$.id_tarjeta', 1, 4294967295),
    v_monto = campo_entero(doc, '$.monto', -999999999999, 999999999999),
    v_motivo = campo_motivo(doc);
  IF COALESCE(v_monto, 0) = 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=monto'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT t.saldo_actual, t.estado INTO v_saldo, v_estado FROM tarjetas t WHERE t.id_tarjeta = v_tarjeta FOR UPDATE;
  IF v_saldo IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
  SELECT a.id_ajuste INTO v_ajuste FROM ajustes_saldo a WHERE a.uuid = v_uuid;
  IF v_ajuste IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM ajustes_saldo a WHERE a.id_ajuste = v_ajuste AND a.id_tarjeta = v_tarjeta
      AND a.monto = v_monto) THEN
      CALL sp_rechazar('UUID_EN_CONFLICTO');
    END IF;
    COMMIT;
    SELECT f.*, 1 AS repetida FROM v_fichas_tarjeta f WHERE f.id_tarjeta = v_tarjeta;
    LEAVE proc;
  END IF;
  CALL sp_actor(doc, 'card.adjust', v_tarjeta, v_usuario, v_aprobacion);
  IF v_estado = 'Reemplazada' THEN CALL sp_rechazar('TARJETA_YA_REEMPLAZADA'); END IF;
  IF v_saldo + v_monto < 0 THEN
    CALL sp_rechazar(CONCAT('AJUSTE_EXCESIVO|saldo=', v_saldo, '|monto=', -v_monto));
  END IF;
  IF v_saldo + v_monto > 999999999999 THEN CALL sp_rechazar('SALDO_EXCEDIDO|maximo=999999999999'); END IF;
  SET @pos_mueve = 1;
  UPDATE tarjetas SET saldo_actual = saldo_actual + v_monto WHERE id_tarjeta = v_tarjeta;
  INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
    motivo, fecha_movimiento)
  VALUES (v_tarjeta, v_usuario, 'Ajuste', v_monto, v_saldo, v_saldo + v_monto, v_motivo, ahora_local());
  SET v_movimiento = LAST_INSERT_ID();
  INSERT INTO ajustes_saldo (uuid, id_tarjeta, id_movimiento, id_usuario, id_aprobacion, monto)
  VALUES (v_uuid, v_tarjeta, v_movimiento, v_usuario, v_aprobacion, v_monto);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT f.*, 0 AS repetida FROM v_fichas_tarjeta f WHERE f.id_tarjeta = v_tarjeta;
END
