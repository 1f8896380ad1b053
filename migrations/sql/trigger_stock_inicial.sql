-- A product that is created with stock starts its ledger with it.
CREATE TRIGGER trigger_stock_inicial AFTER INSERT ON productos FOR EACH ROW
IF NEW.stock_actual <> 0 THEN
  INSERT INTO movimientos_inventario (id_producto, id_usuario, tipo_movimiento, cantidad_movimiento,
    cantidad_anterior, cantidad_nueva, fecha_movimiento)
  VALUES (NEW.id_producto, @pos_usuario, 'Inicial', NEW.stock_actual, 0, NEW.stock_actual, ahora_local());
END IF
