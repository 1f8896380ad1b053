-- Puts money on a card: {sesion, uuid, id_tarjeta, id_caja, id_medio, monto, monto_entregado, referencia}. Whatever a
-- student can be paid with but a card itself; cash beyond the amount is change. Locks: till, card; then the inserts.
CREATE PROCEDURE sp_recargar_tarjeta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario, v_turno, v_hijo INT UNSIGNED;
  DECLARE v_recarga, v_movimiento, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_tarjeta, v_caja, v_medio, v_monto, v_entregado, v_saldo BIGINT;
  DECLARE v_efectivo, v_pide, v_activos TINYINT;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_vence DATE;
  DECLARE v_referencia VARCHAR(60);
  DECLARE v_ahora DATETIME;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    -- The same UUID at another till, for another card.
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
    v_caja = campo_entero(doc, '$.id_caja', 1, 4294967295),
    v_medio = campo_entero(doc, '$.id_medio', 1, 4294967295),
    v_monto = campo_entero(doc, '$.monto', 1, 999999999999),
    v_entregado = COALESCE(campo_entero(doc, '$.monto_entregado', 1, 999999999999), v_monto),
    v_referencia = campo_texto(doc, '$.referencia', 60);
  IF v_tarjeta IS NULL OR v_caja IS NULL OR v_medio IS NULL OR v_monto IS NULL THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_tarjeta/id_caja/id_medio/monto');
  END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT r.id_recarga INTO v_recarga FROM recargas r WHERE r.uuid = v_uuid;
  IF v_recarga IS NULL THEN
    CALL sp_turno_de_caja(v_caja, v_turno);
    SELECT t.saldo_actual, t.estado, t.fecha_vencimiento, t.id_hijo INTO v_saldo, v_estado, v_vence, v_hijo
    FROM tarjetas t WHERE t.id_tarjeta = v_tarjeta FOR UPDATE;
    -- The same document twice at once: the second one waited for the first one's locks.
    SELECT r.id_recarga INTO v_recarga FROM recargas r WHERE r.uuid = v_uuid;
  END IF;
  IF v_recarga IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM recargas r WHERE r.id_recarga = v_recarga AND r.id_tarjeta = v_tarjeta
      AND r.id_caja = v_caja AND r.id_medio = v_medio AND r.monto = v_monto AND r.monto_entregado = v_entregado) THEN
      CALL sp_rechazar('UUID_EN_CONFLICTO');
    END IF;
    COMMIT;
    SELECT r.*, 1 AS repetida FROM v_recargas r WHERE r.id_recarga = v_recarga;
    LEAVE proc;
  END IF;

  CALL sp_actor(doc, 'card.topup', v_tarjeta, v_usuario, v_aprobacion);
  SET v_ahora = ahora_local();
  IF v_saldo IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
  IF v_estado <> 'Activa' THEN CALL sp_rechazar(CONCAT('TARJETA_NO_RECARGABLE|estado=', v_estado)); END IF;
  IF v_vence < DATE(v_ahora) THEN CALL sp_rechazar('TARJETA_NO_RECARGABLE|estado=Vencida'); END IF;
  SELECT c.estado = 'Activo' AND h.activo = 1 INTO v_activos
  FROM hijos h JOIN clientes c ON c.id_cliente = h.id_cliente_responsable WHERE h.id_hijo = v_hijo;
  IF v_activos = 0 THEN CALL sp_rechazar('TITULAR_INACTIVO'); END IF;
  SELECT m.es_efectivo, m.pide_referencia INTO v_efectivo, v_pide
  FROM medios_pago m WHERE m.id_medio = v_medio AND m.activo = 1 AND m.es_tarjeta_estudiantil = 0;
  IF v_efectivo IS NULL THEN CALL sp_rechazar(CONCAT('MEDIO_INVALIDO|medio=', v_medio)); END IF;
  IF v_pide = 1 AND v_referencia IS NULL THEN CALL sp_rechazar('REFERENCIA_REQUERIDA'); END IF;
  IF v_entregado < v_monto THEN CALL sp_rechazar(CONCAT('ENTREGADO_INSUFICIENTE|falta=', v_monto - v_entregado)); END IF;
  IF v_entregado > v_monto AND v_efectivo = 0 THEN
    CALL sp_rechazar(CONCAT('PAGO_EXCEDIDO|sobra=', v_entregado - v_monto));
  END IF;
  IF v_saldo + v_monto > 999999999999 THEN CALL sp_rechazar('SALDO_EXCEDIDO|maximo=999999999999'); END IF;

  SET @pos_mueve = 1;
  UPDATE tarjetas SET saldo_actual = saldo_actual + v_monto WHERE id_tarjeta = v_tarjeta;
  INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
    fecha_movimiento)
  VALUES (v_tarjeta, v_usuario, 'Recarga', v_monto, v_saldo, v_saldo + v_monto, v_ahora);
  SET v_movimiento = LAST_INSERT_ID();
  INSERT INTO recargas (uuid, id_tarjeta, id_movimiento, id_caja, id_turno, id_usuario, id_medio, monto, monto_entregado,
    vuelto, referencia, saldo_anterior, saldo_nuevo, fecha, dia_negocio)
  VALUES (v_uuid, v_tarjeta, v_movimiento, v_caja, v_turno, v_usuario, v_medio, v_monto, v_entregado,
    v_entregado - v_monto, v_referencia, v_saldo, v_saldo + v_monto, v_ahora, dia_de(v_ahora));
  SET v_recarga = LAST_INSERT_ID();
  CALL sp_resumir_recarga(v_recarga);
  INSERT INTO trabajos_impresion (id_caja, tipo, id_referencia, id_usuario, creado_en)
  VALUES (v_caja, 'recarga', v_recarga, v_usuario, v_ahora);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT r.*, 0 AS repetida FROM v_recargas r WHERE r.id_recarga = v_recarga;
END
