-- Registers a sale whole or not at all (product.md 3.6). The document is the SaleDocument of src/domain/sale.ts;
-- its UUID makes sending it again harmless. Locks: till, card, products by id; then the inserts. A discount or an answer
-- to a restriction that needs more than the cashier's word is proven by `sesion` or by an approval.
CREATE PROCEDURE sp_registrar_venta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_tarjeta VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_numeros TEXT;
  DECLARE v_caja, v_usuario, v_id_tarjeta, v_hijo, v_nombrado, v_cliente, v_turno INT UNSIGNED;
  DECLARE v_descuento, v_subtotal, v_impuesto, v_total, v_unidades BIGINT;
  DECLARE v_entregado, v_pago_tarjeta, v_saldo, v_limite, v_gastado BIGINT;
  DECLARE v_venta BIGINT UNSIGNED;
  DECLARE v_caja_libre, v_lineas, v_cambiadas, v_conflictos INT DEFAULT 0;
  DECLARE v_factura, v_sumado, v_usuario_activo, v_activos TINYINT;
  DECLARE v_marca, v_estado, v_quien VARCHAR(12);
  DECLARE v_modo, v_trato VARCHAR(12);
  DECLARE v_observacion TEXT;
  DECLARE v_zona, v_corte VARCHAR(10);
  DECLARE v_exige VARCHAR(1);
  DECLARE v_codigo CHAR(3);
  DECLARE v_secuencia INT UNSIGNED;
  DECLARE v_numero VARCHAR(20);
  DECLARE v_metodos VARCHAR(500);
  DECLARE v_tasas VARCHAR(4000);
  DECLARE v_vence DATE;
  DECLARE v_ahora DATETIME;
  DECLARE v_dia DATE;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    -- The same UUID was being stored by another till: its sale is the answer.
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    IF EXISTS (SELECT 1 FROM ventas WHERE uuid = v_uuid) THEN CALL sp_venta_repetida(doc); ELSE RESIGNAL; END IF;
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  -- 1. Form: nothing is read from the store yet.
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_numeros = JSON_EXTRACT(doc, '$.id_caja', '$.id_usuario', '$.descuento'),
    v_marca = COALESCE(LEFT(CAST(JSON_EXTRACT(doc, '$.factura') AS CHAR), 12), 'false'),
    v_quien = COALESCE(LEFT(CAST(JSON_EXTRACT(doc, '$.id_hijo') AS CHAR), 12), 'null');
  IF v_numeros IS NULL OR v_numeros REGEXP '[^0-9, \\[\\]]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_caja/id_usuario/descuento');
  END IF;
  SELECT LOWER(h.uuid), IF(CHAR_LENGTH(h.id_caja) < 10, h.id_caja + 0, NULL),
    IF(CHAR_LENGTH(h.id_usuario) < 10, h.id_usuario + 0, NULL),
    IF(CHAR_LENGTH(h.descuento) > 12, NULL, COALESCE(h.descuento, '0') + 0), TRIM(h.nro_tarjeta),
    NULLIF(TRIM(h.observacion), '')
  INTO v_uuid, v_caja, v_usuario, v_descuento, v_tarjeta, v_observacion
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_caja VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_caja',
    id_usuario VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_usuario',
    descuento VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.descuento',
    nro_tarjeta VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.nro_tarjeta',
    observacion TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.observacion')) h;
  IF CHAR_LENGTH(v_uuid) <> 36 OR NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=uuid');
  END IF;
  IF v_caja IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_caja'); END IF;
  IF v_usuario IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_usuario'); END IF;
  IF v_descuento IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=descuento'); END IF;
  IF v_marca NOT IN ('true', 'false') THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=factura'); END IF;
  IF CHAR_LENGTH(v_observacion) > 500 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=observacion'); END IF;
  -- A card that cannot be read must not turn into a sale without a card.
  IF COALESCE(v_tarjeta, '') = '' AND COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.nro_tarjeta')), 'NULL') <> 'NULL' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=nro_tarjeta');
  END IF;
  IF v_quien <> 'null' THEN
    IF NOT v_quien REGEXP '^[1-9][0-9]{0,8}$' THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_hijo'); END IF;
    SET v_nombrado = v_quien + 0;
  END IF;
  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.confirmaciones')), 'NULL') NOT IN ('ARRAY', 'NULL') THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=confirmaciones');
  END IF;
  CALL sp_validar_lineas(doc);
  SET v_factura = v_marca = 'true', v_lineas = JSON_LENGTH(doc, '$.lineas');

  -- 2. The till's row orders everything that this till does, and gives the number. Inside a caller's transaction
  --    the first statement fails, instead of committing that transaction behind the caller's back.
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  UPDATE cajas SET ultimo_numero = ultimo_numero + 1 WHERE id_caja = v_caja AND activo = 1;
  SET v_caja_libre = ROW_COUNT();
  IF EXISTS (SELECT 1 FROM ventas WHERE uuid = v_uuid) THEN
    ROLLBACK;
    CALL sp_venta_repetida(doc);
    LEAVE proc;
  END IF;
  IF v_caja_libre = 0 THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  SELECT c.codigo, c.ultimo_numero, c.id_turno,
    IF(c.id_turno IS NULL, (SELECT LEFT(a.valor, 1) FROM ajustes a WHERE a.clave = 'exige_turno'), NULL),
    EXISTS (SELECT 1 FROM usuarios u WHERE u.id_usuario = v_usuario AND u.estado = 'Activo'),
    (SELECT a.valor FROM ajustes a WHERE a.clave = 'modo_iva'),
    (SELECT a.valor FROM ajustes a WHERE a.clave = 'zona_horaria'),
    (SELECT a.valor FROM ajustes a WHERE a.clave = 'corte_dia')
  INTO v_codigo, v_secuencia, v_turno, v_exige, v_usuario_activo, v_modo, v_zona, v_corte
  FROM cajas c WHERE c.id_caja = v_caja;
  IF v_exige = '1' THEN CALL sp_rechazar('TURNO_CERRADO'); END IF;
  IF v_usuario_activo = 0 THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  SET v_ahora = CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', COALESCE(v_zona, '-03:00')),
    v_modo = COALESCE(v_modo, 'en_factura'),
    v_sumado = v_modo = 'agregado' OR (v_modo = 'en_factura' AND v_factura),
    v_trato = CASE WHEN v_modo = 'incluido' THEN 'incluido' WHEN v_sumado THEN 'sumado' ELSE 'ninguno' END,
    v_dia = CAST(SUBTIME(v_ahora, COALESCE(v_corte, '00:00')) AS DATE),
    @pos_usuario = v_usuario, @pos_mueve = 1,
    @pos_escucha = EXISTS (SELECT 1 FROM suscripciones s WHERE s.estado = 'Activa');

  -- 3. The card, its student and client; or a student without a card, whose restrictions hold as well.
  IF v_tarjeta IS NOT NULL THEN
    SELECT t.id_tarjeta, t.id_hijo, t.saldo_actual, t.limite_diario, t.estado, t.fecha_vencimiento
    INTO v_id_tarjeta, v_hijo, v_saldo, v_limite, v_estado, v_vence
    FROM tarjetas t WHERE t.nro_tarjeta = v_tarjeta FOR UPDATE;
    IF v_id_tarjeta IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
    IF v_estado <> 'Activa' THEN CALL sp_rechazar(CONCAT('TARJETA_NO_ACTIVA|estado=', v_estado)); END IF;
    IF v_vence < DATE(v_ahora) THEN CALL sp_rechazar(CONCAT('TARJETA_VENCIDA|vencimiento=', v_vence)); END IF;
    IF v_nombrado <> v_hijo THEN CALL sp_rechazar('TARJETA_DE_OTRO'); END IF;
  ELSEIF v_factura THEN
    CALL sp_rechazar('FACTURA_NO_PERMITIDA');
  END IF;
  SET v_hijo = COALESCE(v_hijo, v_nombrado);
  IF v_hijo IS NOT NULL THEN
    SELECT c.id_cliente, c.estado = 'Activo' AND h.activo = 1 INTO v_cliente, v_activos
    FROM hijos h JOIN clientes c ON c.id_cliente = h.id_cliente_responsable WHERE h.id_hijo = v_hijo;
    IF v_cliente IS NULL THEN CALL sp_rechazar(CONCAT('ESTUDIANTE_INEXISTENTE|estudiante=', v_hijo)); END IF;
    IF v_activos = 0 THEN CALL sp_rechazar('CLIENTE_INACTIVO'); END IF;
  END IF;

  -- 4. Stock: one statement locks in the order of ids, checks and takes. A row that it leaves is a refusal.
  UPDATE (
    SELECT j.id_producto, j.cantidad, j.precio, COALESCE(j.descuento, 0) AS descuento
    FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
      id_producto BIGINT PATH '$.id_producto',
      cantidad INT PATH '$.cantidad',
      precio BIGINT PATH '$.precio_unitario',
      descuento BIGINT PATH '$.descuento_linea')) j
    ORDER BY j.id_producto LIMIT 500
  ) l STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
  SET p.stock_actual = p.stock_actual - l.cantidad
  WHERE p.estado = 'Activo' AND p.precio_venta > 0
    AND (l.precio IS NULL OR l.precio = p.precio_venta)
    AND l.descuento <= p.precio_venta * l.cantidad
    AND (p.vende_sin_stock = 1 OR p.stock_actual >= l.cantidad);
  SET v_cambiadas = ROW_COUNT();
  IF v_cambiadas < v_lineas THEN
    ROLLBACK;
    CALL sp_rechazar_lineas(doc);
  END IF;

  -- 5. Totals.
  CALL sp_totales(doc, v_descuento, v_trato, v_subtotal, v_impuesto, v_unidades, v_tasas);
  -- Twice the subtotal still fits, whatever the tax (src/domain/cart.ts).
  IF v_subtotal * 2 > 999999999999 THEN CALL sp_rechazar('MONTO_EXCEDIDO|maximo=999999999999'); END IF;
  IF v_descuento > v_subtotal THEN
    CALL sp_rechazar(CONCAT('DESCUENTO_INVALIDO|descuento=', v_descuento, '|maximo=', v_subtotal));
  END IF;
  SET v_total = v_subtotal - v_descuento + IF(v_sumado, v_impuesto, 0);
  SET v_numeros = JSON_EXTRACT(doc, '$.lineas[*].descuento_linea');
  IF v_descuento > 0 OR v_numeros REGEXP '[1-9]' THEN
    CALL sp_validar_descuento(doc, v_usuario, v_descuento);
  END IF;

  -- 6. Restrictions and payment.
  IF v_hijo IS NOT NULL AND EXISTS (SELECT 1 FROM restricciones_hijos r WHERE r.id_hijo = v_hijo AND r.activo = 1) THEN
    CALL sp_validar_restricciones(doc, v_usuario, v_hijo, v_conflictos);
  END IF;
  CALL sp_validar_pagos(doc, v_total, v_factura, v_id_tarjeta IS NOT NULL, v_entregado, v_pago_tarjeta, v_metodos);
  IF v_pago_tarjeta > 0 THEN
    IF v_pago_tarjeta > v_saldo THEN
      CALL sp_rechazar(CONCAT('SALDO_INSUFICIENTE|saldo=', v_saldo, '|monto=', v_pago_tarjeta,
        '|falta=', v_pago_tarjeta - v_saldo));
    END IF;
    IF v_limite IS NOT NULL THEN
      SET v_gastado = gastado_en_dia(v_id_tarjeta, v_dia);
      IF v_gastado + v_pago_tarjeta > v_limite THEN
        CALL sp_rechazar(CONCAT('LIMITE_DIARIO|limite=', v_limite, '|gastado=', v_gastado,
          '|disponible=', GREATEST(v_limite - v_gastado, 0)));
      END IF;
    END IF;
  END IF;

  -- 7. Write.
  SET v_numero = CONCAT(v_codigo, '-', IF(v_secuencia > 9999999, v_secuencia, LPAD(v_secuencia, 7, '0')));
  INSERT INTO ventas (uuid, numero_venta, id_caja, id_turno, id_usuario, id_cliente, id_hijo, id_tarjeta, fecha_venta,
    dia_negocio, modo_iva, factura, subtotal, descuento, impuesto, impuesto_sumado, total, unidades, metodo_pago,
    monto_entregado, vuelto, monto_tarjeta, saldo_posterior, observacion)
  VALUES (v_uuid, v_numero, v_caja, v_turno, v_usuario, v_cliente, v_hijo, v_id_tarjeta, v_ahora,
    v_dia, v_modo, v_factura, v_subtotal, v_descuento, v_impuesto, v_sumado, v_total, v_unidades, v_metodos,
    v_entregado, v_entregado - v_total, v_pago_tarjeta, v_saldo - v_pago_tarjeta, v_observacion);
  SET v_venta = LAST_INSERT_ID();
  CALL sp_guardar_detalle(doc, v_venta, v_descuento, v_tasas, v_usuario, v_ahora);
  IF v_pago_tarjeta > 0 THEN
    UPDATE tarjetas SET saldo_actual = saldo_actual - v_pago_tarjeta WHERE id_tarjeta = v_id_tarjeta;
    INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
      id_venta, fecha_movimiento)
    VALUES (v_id_tarjeta, v_usuario, 'Venta', -v_pago_tarjeta, v_saldo, v_saldo - v_pago_tarjeta, v_venta, v_ahora);
  END IF;
  IF v_conflictos > 0 THEN CALL sp_guardar_confirmaciones(doc, v_venta, v_hijo, v_usuario, v_ahora); END IF;
  CALL sp_resumir_venta(v_venta);
  IF v_factura THEN CALL sp_tomar_factura(v_venta); END IF;
  INSERT INTO trabajos_impresion (id_caja, tipo, id_venta, id_usuario, creado_en)
  VALUES (v_caja, 'ticket', v_venta, v_usuario, v_ahora);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_venta AS id_venta, v_uuid AS uuid, v_numero AS numero_venta, v_total AS total,
    v_entregado - v_total AS vuelto, v_saldo - v_pago_tarjeta AS saldo_posterior, 0 AS repetida,
    v_ahora AS fecha_venta;
END
