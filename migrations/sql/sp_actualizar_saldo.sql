-- Moves the balance of one card, with its ledger entry: a top-up ('Recarga') or a correction ('Ajuste'), in guaraníes.
CREATE PROCEDURE sp_actualizar_saldo(
  IN tarjeta INT UNSIGNED, IN tipo VARCHAR(12), IN importe BIGINT, IN usuario INT UNSIGNED, IN razon VARCHAR(300))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_saldo BIGINT;
  DECLARE v_rol VARCHAR(12) DEFAULT rol_de(usuario);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF v_rol IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  IF v_rol NOT IN ('gerente', 'admin') THEN CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', v_rol)); END IF;
  IF COALESCE(tipo, '') NOT IN ('Recarga', 'Ajuste') OR COALESCE(importe, 0) = 0 OR (tipo = 'Recarga' AND importe < 0) THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=monto');
  END IF;
  IF tipo = 'Ajuste' AND TRIM(COALESCE(razon, '')) = '' THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET @pos_usuario = usuario, @pos_mueve = 1;
  SELECT t.saldo_actual INTO v_saldo FROM tarjetas t WHERE t.id_tarjeta = tarjeta FOR UPDATE;
  IF v_saldo IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
  IF v_saldo + importe < 0 THEN
    CALL sp_rechazar(CONCAT('SALDO_INSUFICIENTE|saldo=', v_saldo, '|monto=', -importe, '|falta=', -importe - v_saldo));
  END IF;
  IF v_saldo + importe > 999999999999 THEN CALL sp_rechazar('MONTO_EXCEDIDO|maximo=999999999999'); END IF;
  UPDATE tarjetas SET saldo_actual = saldo_actual + importe WHERE id_tarjeta = tarjeta;
  INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
    motivo, fecha_movimiento)
  VALUES (tarjeta, usuario, tipo, importe, v_saldo, v_saldo + importe, NULLIF(TRIM(razon), ''), ahora_local());
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_saldo + importe AS saldo_actual;
END
