-- Queues a numbered copy of a paper at a till: {sesion, papel: 'venta', 'recarga', 'devolucion' or 'factura', id,
-- id_caja}. A copy says
-- so and opens no drawer.
CREATE PROCEDURE sp_reimprimir_papel(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_papel, v_tipo VARCHAR(12);
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_hallado, v_venta, v_trabajo, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_id, v_caja BIGINT;
  DECLARE v_copia INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_papel = campo_texto(doc, '$.papel', 12),
    v_id = COALESCE(campo_entero(doc, '$.id', 1, 999999999999999), 0),
    v_caja = campo_entero(doc, '$.id_caja', 1, 4294967295);
  IF NOT COALESCE(v_papel IN ('venta', 'recarga', 'devolucion', 'factura'), 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=papel');
  END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'sale.reprint', CONCAT(v_papel, ':', v_id), v_usuario, v_aprobacion);
  IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = v_caja) THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  -- The row of what was printed orders two copies asked for at once: their numbers differ.
  CASE v_papel
    WHEN 'venta' THEN
      SELECT v.id_venta, v.id_venta, 'reimpresion' INTO v_hallado, v_venta, v_tipo
      FROM ventas v WHERE v.id_venta = v_id FOR UPDATE;
      IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('VENTA_INEXISTENTE|venta=', v_id)); END IF;
      SET v_hallado = NULL, v_copia = copia_siguiente(v_venta);
    WHEN 'recarga' THEN
      SELECT r.id_recarga, 'recarga' INTO v_hallado, v_tipo FROM recargas r WHERE r.id_recarga = v_id FOR UPDATE;
      IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('RECARGA_INEXISTENTE|recarga=', v_id)); END IF;
      SET v_copia = copia_de_papel(v_tipo, v_hallado);
    WHEN 'factura' THEN
      SELECT f.id_factura, f.id_venta, 'factura' INTO v_hallado, v_venta, v_tipo
      FROM facturas f WHERE f.id_factura = v_id AND f.id_documento IS NOT NULL FOR UPDATE;
      IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('FACTURA_INEXISTENTE|factura=', v_id)); END IF;
      SET v_copia = copia_de_papel(v_tipo, v_hallado);
    ELSE
      SELECT d.id_devolucion, d.id_venta, LOWER(d.tipo) INTO v_hallado, v_venta, v_tipo
      FROM devoluciones d WHERE d.id_devolucion = v_id FOR UPDATE;
      IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('DEVOLUCION_INEXISTENTE|devolucion=', v_id)); END IF;
      SET v_copia = copia_de_papel(v_tipo, v_hallado);
  END CASE;
  INSERT INTO trabajos_impresion (id_caja, tipo, id_venta, id_referencia, id_usuario, copia, creado_en)
  VALUES (v_caja, v_tipo, v_venta, v_hallado, v_usuario, v_copia, ahora_local());
  SET v_trabajo = LAST_INSERT_ID();
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
  VALUES (UTC_TIMESTAMP(3), v_usuario, USER(), CASE v_papel WHEN 'venta' THEN 'ventas' WHEN 'recarga' THEN 'recargas'
    WHEN 'factura' THEN 'facturas' ELSE 'devoluciones' END, v_id, 'reimpresion', JSON_OBJECT('id_trabajo', v_trabajo));
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT * FROM v_trabajos_impresion t WHERE t.id_trabajo = v_trabajo;
END
