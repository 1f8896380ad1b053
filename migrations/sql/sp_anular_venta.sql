-- Voids a sale once: {id_venta, id_usuario, autorizado_por, motivo}. Stock and balance come back by new movements.
CREATE PROCEDURE sp_anular_venta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_numeros TEXT;
  DECLARE v_venta BIGINT UNSIGNED;
  DECLARE v_usuario, v_autoriza, v_caja, v_tarjeta INT UNSIGNED;
  DECLARE v_motivo TEXT;
  DECLARE v_rol, v_estado VARCHAR(12);
  DECLARE v_numero VARCHAR(20);
  DECLARE v_monto, v_saldo BIGINT;
  DECLARE v_ahora DATETIME;

  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_numeros = JSON_EXTRACT(doc, '$.id_venta', '$.id_usuario', '$.autorizado_por');
  IF v_numeros IS NULL OR v_numeros REGEXP '[^0-9,nul \\[\\]]' OR v_numeros LIKE '_%[%' OR CHAR_LENGTH(v_numeros) > 40 THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_venta/id_usuario/autorizado_por');
  END IF;
  SELECT h.id_venta, h.id_usuario, h.autorizado_por, TRIM(h.motivo)
  INTO v_venta, v_usuario, v_autoriza, v_motivo
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id_venta BIGINT PATH '$.id_venta', id_usuario INT PATH '$.id_usuario',
    autorizado_por INT PATH '$.autorizado_por',
    motivo TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) h;
  IF COALESCE(v_motivo, '') = '' THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;
  IF CHAR_LENGTH(v_motivo) > 300 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=motivo'); END IF;
  SET v_rol = rol_de(v_usuario);
  IF v_rol IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  IF v_autoriza IS NOT NULL AND COALESCE(rol_de(v_autoriza), '') NOT IN ('gerente', 'admin') THEN
    CALL sp_rechazar('AUTORIZACION_INVALIDA');
  END IF;
  IF v_autoriza IS NULL AND v_rol NOT IN ('gerente', 'admin') THEN
    CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', v_rol));
  END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET @pos_usuario = v_usuario, @pos_mueve = 1, v_ahora = ahora_local();
  SELECT v.numero_venta, v.estado, v.id_caja, v.id_tarjeta, v.monto_tarjeta
  INTO v_numero, v_estado, v_caja, v_tarjeta, v_monto
  FROM ventas v WHERE v.id_venta = v_venta FOR UPDATE;
  IF v_numero IS NULL THEN CALL sp_rechazar(CONCAT('VENTA_INEXISTENTE|venta=', COALESCE(v_venta, 0))); END IF;
  IF v_estado = 'Anulada' THEN CALL sp_rechazar(CONCAT('VENTA_YA_ANULADA|venta=', v_numero)); END IF;

  IF v_monto > 0 THEN
    SELECT t.saldo_actual INTO v_saldo FROM tarjetas t WHERE t.id_tarjeta = v_tarjeta FOR UPDATE;
    UPDATE tarjetas SET saldo_actual = saldo_actual + v_monto WHERE id_tarjeta = v_tarjeta;
    INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
      id_venta, motivo, fecha_movimiento)
    VALUES (v_tarjeta, v_usuario, 'Anulacion', v_monto, v_saldo, v_saldo + v_monto, v_venta, v_motivo, v_ahora);
  END IF;
  UPDATE (
    SELECT d.id_producto, d.cantidad FROM detalles_venta d WHERE d.id_venta = v_venta
    ORDER BY d.id_producto LIMIT 500
  ) l STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
  SET p.stock_actual = p.stock_actual + CAST(l.cantidad AS SIGNED);
  INSERT INTO movimientos_inventario (id_producto, id_usuario, tipo_movimiento, cantidad_movimiento,
    cantidad_anterior, cantidad_nueva, id_venta, motivo, fecha_movimiento)
  SELECT d.id_producto, v_usuario, 'Anulacion', d.cantidad, p.stock_actual - CAST(d.cantidad AS SIGNED),
    p.stock_actual, v_venta, v_motivo, v_ahora
  FROM detalles_venta d JOIN productos p ON p.id_producto = d.id_producto
  WHERE d.id_venta = v_venta
  ORDER BY d.linea;
  UPDATE ventas SET estado = 'Anulada', anulada_en = v_ahora, anulada_por = v_usuario,
    anulacion_autorizada_por = v_autoriza, motivo_anulacion = v_motivo
  WHERE id_venta = v_venta;
  INSERT INTO trabajos_impresion (id_caja, tipo, id_venta, id_usuario, creado_en)
  VALUES (v_caja, 'anulacion', v_venta, v_usuario, v_ahora);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v.id_venta, v.uuid, v.numero_venta, v.total, v.vuelto,
    (SELECT t.saldo_actual FROM tarjetas t WHERE t.id_tarjeta = v.id_tarjeta) AS saldo_posterior,
    0 AS repetida, v.fecha_venta
  FROM ventas v WHERE v.id_venta = v_venta;
END
