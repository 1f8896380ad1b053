-- A return or a void, whole or not at all. The till where it happens takes part with its open shift: the drawer depends
-- on it. Locks: till, sale, card, products by id; then the inserts.
CREATE PROCEDURE sp_hacer_devolucion(IN doc LONGTEXT, IN tipo_pedido VARCHAR(12))
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_numeros TEXT;
  DECLARE v_venta, v_devolucion, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_caja, v_turno, v_usuario, v_tarjeta_venta, v_tarjeta, v_efectivo INT UNSIGNED;
  DECLARE v_motivo TEXT;
  DECLARE v_marca VARCHAR(12);
  DECLARE v_numero VARCHAR(20);
  DECLARE v_estado VARCHAR(12);
  DECLARE v_sumado TINYINT;
  DECLARE v_partes, v_pagos LONGTEXT;
  DECLARE v_neto, v_iva, v_total, v_antes, v_a_tarjeta, v_saldo BIGINT;
  DECLARE v_ahora DATETIME;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    IF EXISTS (SELECT 1 FROM devoluciones WHERE uuid = v_uuid) THEN
      CALL sp_devolucion_guardada(doc, v_uuid, v_venta, tipo_pedido, 1);
    ELSE
      RESIGNAL;
    END IF;
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_numeros = JSON_EXTRACT(doc, '$.id_venta', '$.id_caja'),
    v_marca = COALESCE(LEFT(CAST(JSON_EXTRACT(doc, '$.efectivo') AS CHAR), 12), 'false');
  IF v_numeros IS NULL OR v_numeros REGEXP '[^0-9, \\[\\]]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_venta/id_caja');
  END IF;
  SELECT LOWER(h.uuid), IF(CHAR_LENGTH(h.id_venta) < 16, h.id_venta + 0, NULL),
    IF(CHAR_LENGTH(h.id_caja) < 10, h.id_caja + 0, NULL), TRIM(h.motivo)
  INTO v_uuid, v_venta, v_caja, v_motivo
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_venta VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.id_venta',
    id_caja VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.id_caja',
    motivo TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) h;
  IF CHAR_LENGTH(v_uuid) <> 36 OR NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=uuid');
  END IF;
  IF v_venta IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_venta'); END IF;
  IF v_caja IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_caja'); END IF;
  IF v_marca NOT IN ('true', 'false', 'null') THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=efectivo'); END IF;
  IF COALESCE(v_motivo, '') = '' THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;
  IF CHAR_LENGTH(v_motivo) > 300 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=motivo'); END IF;
  IF tipo_pedido = 'Devolucion' THEN CALL sp_validar_devolucion(doc); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  IF EXISTS (SELECT 1 FROM devoluciones WHERE uuid = v_uuid) THEN
    ROLLBACK;
    CALL sp_devolucion_guardada(doc, v_uuid, v_venta, tipo_pedido, 1);
    LEAVE proc;
  END IF;
  CALL sp_turno_de_caja(v_caja, v_turno);
  SELECT v.numero_venta, v.estado, v.id_tarjeta, v.impuesto_sumado INTO v_numero, v_estado, v_tarjeta_venta, v_sumado
  FROM ventas v WHERE v.id_venta = v_venta FOR UPDATE;
  IF v_numero IS NULL THEN CALL sp_rechazar(CONCAT('VENTA_INEXISTENTE|venta=', v_venta)); END IF;
  -- The same document twice at once: the second one waited for the sale's row and finds the first one's return.
  IF EXISTS (SELECT 1 FROM devoluciones WHERE uuid = v_uuid) THEN
    ROLLBACK;
    CALL sp_devolucion_guardada(doc, v_uuid, v_venta, tipo_pedido, 1);
    LEAVE proc;
  END IF;
  CALL sp_actor(doc, IF(tipo_pedido = 'Anulacion', 'sale.void', 'sale.return'), v_venta, v_usuario, v_aprobacion);
  IF v_estado = 'Anulada' THEN CALL sp_rechazar(CONCAT('VENTA_YA_ANULADA|venta=', v_numero)); END IF;

  CALL sp_partes_devolucion(doc, v_venta, tipo_pedido, v_partes, v_neto, v_iva);
  IF v_partes IS NULL THEN CALL sp_rechazar(CONCAT('VENTA_YA_DEVUELTA|venta=', v_numero)); END IF;
  SET v_total = v_neto + IF(v_sumado, v_iva, 0), v_ahora = ahora_local(), @pos_mueve = 1,
    v_antes = (SELECT COALESCE(SUM(d.total), 0) FROM devoluciones d WHERE d.id_venta = v_venta);
  CALL sp_reparto_devolucion(v_venta, v_antes, v_total, v_pagos, v_a_tarjeta);
  IF v_a_tarjeta > 0 THEN
    CALL sp_tarjeta_devolucion(v_tarjeta_venta, v_tarjeta, v_saldo);
    IF v_tarjeta IS NULL AND v_marca <> 'true' THEN
      CALL sp_rechazar(CONCAT('TARJETA_SIN_DESTINO|venta=', v_numero, '|monto=', v_a_tarjeta));
    END IF;
    IF v_saldo + v_a_tarjeta > 999999999999 THEN CALL sp_rechazar('MONTO_EXCEDIDO|maximo=999999999999'); END IF;
  END IF;
  IF v_marca = 'true' AND (v_a_tarjeta = 0 OR v_tarjeta IS NOT NULL) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=efectivo');
  END IF;
  IF v_marca = 'true' THEN
    SET v_efectivo = (
      SELECT m.id_medio FROM medios_pago m WHERE m.es_efectivo = 1 ORDER BY m.activo DESC, m.orden, m.id_medio LIMIT 1);
  END IF;

  -- Every line locks its product, in the order of ids, also where its stock stays as it is.
  UPDATE (
    SELECT j.id_producto, j.cantidad, j.destino
    FROM JSON_TABLE(v_partes, '$[*]' COLUMNS (
      id_producto INT PATH '$[1]', cantidad INT PATH '$[2]',
      destino VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$[5]')) j
    ORDER BY j.id_producto LIMIT 500
  ) l STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
  SET p.stock_actual = p.stock_actual + IF(l.destino = 'Stock', l.cantidad, 0);

  INSERT INTO devoluciones (uuid, id_venta, tipo, id_caja, id_turno, id_usuario, id_aprobacion, motivo, subtotal,
    impuesto, total, fecha, dia_negocio)
  VALUES (v_uuid, v_venta, tipo_pedido, v_caja, v_turno, v_usuario, v_aprobacion, v_motivo, v_neto, v_iva, v_total,
    v_ahora, dia_de(v_ahora));
  SET v_devolucion = LAST_INSERT_ID();
  INSERT INTO detalles_devolucion (id_devolucion, linea, id_producto, cantidad, monto, destino)
  SELECT v_devolucion, j.linea, j.id_producto, j.cantidad, j.neto + IF(v_sumado, j.iva, 0), j.destino
  FROM JSON_TABLE(v_partes, '$[*]' COLUMNS (
    linea INT PATH '$[0]', id_producto INT PATH '$[1]', cantidad INT PATH '$[2]', neto BIGINT PATH '$[3]',
    iva BIGINT PATH '$[4]', destino VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$[5]')) j;
  INSERT INTO pagos_devolucion (id_devolucion, linea, id_medio, monto)
  SELECT v_devolucion, j.n, IF(j.es_tarjeta = 1, COALESCE(v_efectivo, j.id_medio), j.id_medio), j.monto
  FROM JSON_TABLE(v_pagos, '$[*]' COLUMNS (
    n FOR ORDINALITY, id_medio INT PATH '$[0]', monto BIGINT PATH '$[1]', es_tarjeta INT PATH '$[2]')) j;
  INSERT INTO impuestos_devolucion (id_devolucion, tasa_iva, base, impuesto)
  SELECT v_devolucion, d.tasa_iva, SUM(j.neto), SUM(j.iva)
  FROM JSON_TABLE(v_partes, '$[*]' COLUMNS (
    linea INT PATH '$[0]', neto BIGINT PATH '$[3]', iva BIGINT PATH '$[4]')) j
  JOIN detalles_venta d ON d.id_venta = v_venta AND d.linea = j.linea
  GROUP BY d.tasa_iva;
  CALL sp_mover_devolucion(v_devolucion, v_venta, tipo_pedido, v_usuario, v_motivo, v_ahora);
  IF v_a_tarjeta > 0 AND v_tarjeta IS NOT NULL THEN
    UPDATE tarjetas SET saldo_actual = saldo_actual + v_a_tarjeta WHERE id_tarjeta = v_tarjeta;
    INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
      id_venta, id_devolucion, motivo, fecha_movimiento)
    VALUES (v_tarjeta, v_usuario, tipo_pedido, v_a_tarjeta, v_saldo, v_saldo + v_a_tarjeta, v_venta, v_devolucion,
      v_motivo, v_ahora);
  END IF;
  IF tipo_pedido = 'Anulacion' THEN
    UPDATE ventas SET estado = 'Anulada', anulada_en = v_ahora, anulada_por = v_usuario,
      anulacion_autorizada_por = (SELECT a.id_aprobador FROM aprobaciones a WHERE a.id_aprobacion = v_aprobacion),
      motivo_anulacion = v_motivo
    WHERE id_venta = v_venta;
  END IF;
  CALL sp_resumir_devolucion(v_devolucion);
  INSERT INTO trabajos_impresion (id_caja, tipo, id_venta, id_referencia, id_usuario, creado_en)
  VALUES (v_caja, LOWER(tipo_pedido), v_venta, v_devolucion, v_usuario, v_ahora);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  CALL sp_devolucion_guardada(doc, v_uuid, v_venta, tipo_pedido, 0);
END
