-- Queues a numbered copy of a sale's ticket at a till.
CREATE PROCEDURE sp_reimprimir(IN venta BIGINT UNSIGNED, IN caja INT UNSIGNED, IN usuario INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_numero VARCHAR(20);
  DECLARE v_trabajo BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF rol_de(usuario) IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = caja) THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  START TRANSACTION;
  -- The sale's row orders two copies asked for at once: their numbers differ.
  SELECT v.numero_venta INTO v_numero FROM ventas v WHERE v.id_venta = venta FOR UPDATE;
  IF v_numero IS NULL THEN CALL sp_rechazar(CONCAT('VENTA_INEXISTENTE|venta=', COALESCE(venta, 0))); END IF;
  INSERT INTO trabajos_impresion (id_caja, tipo, id_venta, id_usuario, copia, creado_en)
  SELECT caja, 'reimpresion', venta, usuario, copia_siguiente(venta), ahora_local() FROM DUAL;
  SET v_trabajo = LAST_INSERT_ID();
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
  VALUES (UTC_TIMESTAMP(3), usuario, USER(), 'ventas', venta, 'reimpresion', JSON_OBJECT('id_trabajo', v_trabajo));
  COMMIT;
  SELECT * FROM v_trabajos_impresion t WHERE t.id_trabajo = v_trabajo;
END
