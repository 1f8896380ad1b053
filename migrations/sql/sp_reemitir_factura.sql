-- A new number for an invoiced sale whose invoice is given up, or which never had one: {sesion, id_venta, id_caja}. The new one
-- is of today.
CREATE PROCEDURE sp_reemitir_factura(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_cliente INT UNSIGNED;
  DECLARE v_aprobacion, v_venta, v_hallada, v_factura BIGINT UNSIGNED;
  DECLARE v_caja, v_total, v_devuelto BIGINT;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_numero VARCHAR(20);
  DECLARE v_pedida TINYINT;
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar(CONCAT('FACTURA_VIGENTE|venta=', v_numero));
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET v_venta = COALESCE(campo_entero(doc, '$.id_venta', 1, 999999999999999), 0),
    v_caja = COALESCE(campo_entero(doc, '$.id_caja', 1, 4294967295), 0);
  SELECT c.id_caja INTO v_hallada FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1 FOR UPDATE;
  CALL sp_actor(doc, 'invoice.send', CONCAT('venta:', v_venta), v_usuario, v_aprobacion);
  IF v_hallada IS NULL THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  SELECT v.numero_venta, v.estado, v.total, v.factura, v.id_cliente INTO v_numero, v_estado, v_total, v_pedida, v_cliente
  FROM ventas v WHERE v.id_venta = v_venta FOR UPDATE;
  IF v_numero IS NULL THEN CALL sp_rechazar(CONCAT('VENTA_INEXISTENTE|venta=', v_venta)); END IF;
  IF v_estado = 'Anulada' THEN CALL sp_rechazar(CONCAT('VENTA_YA_ANULADA|venta=', v_numero)); END IF;
  IF v_pedida = 0 OR v_cliente IS NULL THEN CALL sp_rechazar('FACTURA_NO_PERMITIDA'); END IF;
  SELECT COALESCE(SUM(d.total), 0) INTO v_devuelto FROM devoluciones d WHERE d.id_venta = v_venta;
  IF v_devuelto > 0 THEN CALL sp_rechazar(CONCAT('FACTURA_CON_DEVOLUCION|venta=', v_numero)); END IF;
  -- A rejected one gives up its place: nobody can send it again (sp_reenviar_factura).
  UPDATE facturas SET clave_vigente = NULL WHERE clave_vigente = CONCAT('venta:', v_venta) AND estado = 'rechazada';
  CALL sp_insertar_factura('factura', v_venta, NULL, NULL, v_caja, v_usuario, ahora_local(), v_total, v_factura);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_facturas f WHERE f.id_factura = v_factura;
END
