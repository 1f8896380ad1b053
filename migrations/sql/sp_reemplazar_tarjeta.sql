-- Gives a student a new card for a lost one: {sesion, id_tarjeta, nro_tarjeta, motivo}. Balance, limit and last day go to
-- the new number, the old one is dead; a blocked card can be replaced as well. Asked for again, it answers the same.
-- Locks: the old card, then the new one, whose id is greater.
CREATE PROCEDURE sp_reemplazar_tarjeta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_numero, v_sucesora VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario, v_hijo, v_nueva INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_tarjeta, v_saldo, v_limite BIGINT;
  DECLARE v_motivo VARCHAR(600);
  DECLARE v_estado VARCHAR(12);
  DECLARE v_vence DATE;
  DECLARE v_ahora DATETIME;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    CALL sp_rechazar('NUMERO_TARJETA_EN_USO|de=tarjeta');
  END;
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
  SELECT t.saldo_actual, t.estado, t.id_hijo, t.limite_diario, t.fecha_vencimiento, t.id_reemplazo
  INTO v_saldo, v_estado, v_hijo, v_limite, v_vence, v_nueva
  FROM tarjetas t WHERE t.id_tarjeta = v_tarjeta FOR UPDATE;
  IF v_nueva IS NOT NULL THEN
    SELECT t.nro_tarjeta INTO v_sucesora FROM tarjetas t WHERE t.id_tarjeta = v_nueva;
    IF NOT v_sucesora <=> campo_texto(doc, '$.nro_tarjeta', 200) THEN CALL sp_rechazar('TARJETA_YA_REEMPLAZADA'); END IF;
    COMMIT;
    SELECT f.*, 1 AS repetida FROM v_fichas_tarjeta f WHERE f.id_tarjeta = v_nueva;
    LEAVE proc;
  END IF;
  CALL sp_actor(doc, 'card.replace', COALESCE(v_tarjeta, ''), v_usuario, v_aprobacion);
  IF v_estado IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
  IF v_estado = 'Reemplazada' THEN CALL sp_rechazar('TARJETA_YA_REEMPLAZADA'); END IF;
  CALL sp_numero_de_tarjeta(doc, v_numero);

  SET @pos_mueve = 1, v_ahora = ahora_local();
  INSERT INTO tarjetas (nro_tarjeta, id_hijo, limite_diario, fecha_vencimiento)
  VALUES (v_numero, v_hijo, v_limite, v_vence);
  SET v_nueva = LAST_INSERT_ID();
  UPDATE tarjetas SET estado = 'Reemplazada', motivo_estado = v_motivo, id_reemplazo = v_nueva,
    saldo_actual = saldo_actual - v_saldo
  WHERE id_tarjeta = v_tarjeta;
  IF v_saldo > 0 THEN
    UPDATE tarjetas SET saldo_actual = saldo_actual + v_saldo WHERE id_tarjeta = v_nueva;
    INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
      motivo, fecha_movimiento)
    VALUES (v_tarjeta, v_usuario, 'Traspaso', -v_saldo, v_saldo, 0, v_motivo, v_ahora),
      (v_nueva, v_usuario, 'Traspaso', v_saldo, 0, v_saldo, v_motivo, v_ahora);
  END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT f.*, 0 AS repetida FROM v_fichas_tarjeta f WHERE f.id_tarjeta = v_nueva;
END
