-- The stock ledger of a return whose products are locked and put back already. What is written off comes in and goes out
-- again: the shelf is unchanged, the waste is on record.
CREATE PROCEDURE sp_mover_devolucion(
  IN devolucion BIGINT UNSIGNED, IN venta BIGINT UNSIGNED, IN tipo_pedido VARCHAR(12), IN usuario INT UNSIGNED,
  IN razon VARCHAR(300), IN ahora DATETIME)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  INSERT INTO movimientos_inventario (id_producto, id_usuario, tipo_movimiento, cantidad_movimiento,
    cantidad_anterior, cantidad_nueva, id_venta, id_devolucion, motivo, fecha_movimiento)
  SELECT d.id_producto, usuario, tipo_pedido, d.cantidad,
    p.stock_actual - IF(d.destino = 'Stock', CAST(d.cantidad AS SIGNED), 0),
    p.stock_actual + IF(d.destino = 'Stock', 0, CAST(d.cantidad AS SIGNED)), venta, devolucion, razon, ahora
  FROM detalles_devolucion d JOIN productos p ON p.id_producto = d.id_producto
  WHERE d.id_devolucion = devolucion
  ORDER BY d.linea;
  INSERT INTO movimientos_inventario (id_producto, id_usuario, tipo_movimiento, cantidad_movimiento,
    cantidad_anterior, cantidad_nueva, id_venta, id_devolucion, motivo, fecha_movimiento)
  SELECT d.id_producto, usuario, 'Merma', -CAST(d.cantidad AS SIGNED), p.stock_actual + CAST(d.cantidad AS SIGNED),
    p.stock_actual, venta, devolucion, razon, ahora
  FROM detalles_devolucion d JOIN productos p ON p.id_producto = d.id_producto
  WHERE d.id_devolucion = devolucion AND d.destino = 'Merma'
  ORDER BY d.linea;
END
