-- What the staged rows would do to the stock: see sp_planear_productos.
CREATE PROCEDURE sp_planear_stock(IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  UPDATE importaciones_stock s
  LEFT JOIN productos p ON p.codigo = s.codigo
  SET s.id_producto = p.id_producto, s.diferencia = s.cantidad - p.stock_actual, s.aviso = NULL,
    s.problema = CASE
      WHEN p.id_producto IS NULL THEN 'SIN_PRODUCTO|codigo'
      WHEN s.cantidad < 0 AND p.vende_sin_stock = 0 AND s.cantidad < p.stock_actual THEN 'RANGO|cantidad|0-9999999'
      ELSE NULL END,
    s.antes = CONCAT('{', CONCAT_WS(',',
      IF(s.cantidad <> p.stock_actual, CONCAT('"cantidad":', p.stock_actual), NULL),
      IF(s.costo <> p.precio_compra, CONCAT('"costo":', p.precio_compra), NULL)), '}'),
    s.despues = CONCAT('{', CONCAT_WS(',',
      IF(s.cantidad <> p.stock_actual, CONCAT('"cantidad":', s.cantidad), NULL),
      IF(s.costo <> p.precio_compra, CONCAT('"costo":', s.costo), NULL)), '}')
  WHERE s.id_importacion = importacion;
  UPDATE importaciones_stock s SET s.accion = IF(s.antes = '{}', 'igual', 'cambio') WHERE s.id_importacion = importacion;
END
