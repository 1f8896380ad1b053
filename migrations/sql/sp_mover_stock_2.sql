-- The one place where a document of the back office moves stock: all its lines with their ledger entries, in the caller's
-- transaction. Products are locked by id, as a sale does. A count moves by what was found to differ when it was counted, so
-- that sales made since stay counted. Costs of a receipt become the products' own where `actualiza_costo` says so. Products
-- that come down to their minimum are told to the manager.
CREATE PROCEDURE sp_mover_stock(IN documento BIGINT UNSIGNED, IN usuario INT UNSIGNED, IN actualiza_costo TINYINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_tipo VARCHAR(12);
  DECLARE v_motivo VARCHAR(300);
  DECLARE v_corta INT UNSIGNED;
  DECLARE v_stock, v_diferencia INT;
  DECLARE v_filas INT;

  SELECT d.tipo, d.motivo INTO v_tipo, v_motivo FROM documentos_stock d WHERE d.id_documento = documento;
  -- Locks in order; the derived table with its LIMIT stays first.
  SELECT COUNT(p.stock_actual) INTO v_filas
  FROM (SELECT d.id_producto FROM detalles_stock d WHERE d.id_documento = documento ORDER BY d.id_producto LIMIT 100000) l
  STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto FOR UPDATE;

  SELECT q.id_producto, q.stock_actual, q.diferencia INTO v_corta, v_stock, v_diferencia
  FROM (
    SELECT p.id_producto, p.stock_actual, p.vende_sin_stock,
      CASE v_tipo WHEN 'Merma' THEN -d.cantidad WHEN 'Conteo' THEN d.cantidad - d.esperada ELSE d.cantidad END AS diferencia
    FROM detalles_stock d JOIN productos p ON p.id_producto = d.id_producto
    WHERE d.id_documento = documento) q
  WHERE (q.vende_sin_stock = 0 AND q.diferencia < 0 AND q.stock_actual + q.diferencia < 0)
    OR ABS(q.stock_actual + q.diferencia) > 9999999
  ORDER BY q.id_producto LIMIT 1;
  IF ABS(v_stock + v_diferencia) > 9999999 THEN
    CALL sp_rechazar(CONCAT('STOCK_EXCEDIDO|id_producto=', v_corta, '|maximo=9999999'));
  END IF;
  IF v_corta IS NOT NULL THEN
    CALL sp_rechazar(CONCAT('STOCK_NO_ALCANZA|id_producto=', v_corta, '|disponible=', v_stock, '|pedido=', -v_diferencia));
  END IF;

  SET @pos_mueve = 1;
  UPDATE (
    SELECT d.id_producto, d.costo_unitario,
      CASE v_tipo WHEN 'Merma' THEN -d.cantidad WHEN 'Conteo' THEN d.cantidad - d.esperada ELSE d.cantidad END AS diferencia
    FROM detalles_stock d WHERE d.id_documento = documento ORDER BY d.id_producto LIMIT 100000
  ) l STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
  SET p.stock_actual = p.stock_actual + l.diferencia,
    p.precio_compra = IF(actualiza_costo = 1, COALESCE(l.costo_unitario, p.precio_compra), p.precio_compra)
  WHERE l.diferencia <> 0;
  INSERT INTO movimientos_inventario (id_producto, id_usuario, tipo_movimiento, cantidad_movimiento,
    cantidad_anterior, cantidad_nueva, id_documento, motivo, fecha_movimiento)
  SELECT q.id_producto, usuario, IF(v_tipo = 'Ingreso', 'Entrada', v_tipo), q.diferencia, q.stock_actual - q.diferencia,
    q.stock_actual, documento, v_motivo, ahora_local()
  FROM (
    SELECT p.id_producto, p.stock_actual,
      CASE v_tipo WHEN 'Merma' THEN -d.cantidad WHEN 'Conteo' THEN d.cantidad - d.esperada ELSE d.cantidad END AS diferencia
    FROM detalles_stock d JOIN productos p ON p.id_producto = d.id_producto
    WHERE d.id_documento = documento) q
  WHERE q.diferencia <> 0 ORDER BY q.id_producto;
  SET @pos_mueve = NULL;
  IF @pos_bajos IS NOT NULL THEN CALL sp_avisar_stock(); END IF;
END
