-- Moves the stock of one product, with its ledger entry: receiving ('Entrada') or correcting ('Ajuste').
CREATE PROCEDURE sp_actualizar_stock(
  IN producto INT UNSIGNED, IN tipo VARCHAR(12), IN unidades INT, IN usuario INT UNSIGNED, IN razon VARCHAR(300))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_stock INT;
  DECLARE v_rol VARCHAR(12) DEFAULT rol_de(usuario);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF v_rol IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  IF v_rol NOT IN ('gerente', 'admin') THEN CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', v_rol)); END IF;
  IF COALESCE(tipo, '') NOT IN ('Entrada', 'Ajuste') OR COALESCE(unidades, 0) = 0 OR (tipo = 'Entrada' AND unidades < 0) THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=cantidad');
  END IF;
  IF tipo = 'Ajuste' AND TRIM(COALESCE(razon, '')) = '' THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET @pos_usuario = usuario, @pos_mueve = 1;
  SELECT p.stock_actual INTO v_stock FROM productos p WHERE p.id_producto = producto FOR UPDATE;
  IF v_stock IS NULL THEN CALL sp_rechazar(CONCAT('PRODUCTO_INEXISTENTE|id_producto=', COALESCE(producto, 0))); END IF;
  UPDATE productos SET stock_actual = stock_actual + unidades WHERE id_producto = producto;
  INSERT INTO movimientos_inventario (id_producto, id_usuario, tipo_movimiento, cantidad_movimiento,
    cantidad_anterior, cantidad_nueva, motivo, fecha_movimiento)
  VALUES (producto, usuario, tipo, unidades, v_stock, v_stock + unidades, NULLIF(TRIM(razon), ''), ahora_local());
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_stock + unidades AS stock_actual;
END
