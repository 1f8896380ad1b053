-- 1 if so many units of an active product can be sold now.
CREATE FUNCTION verificar_stock(producto INT UNSIGNED, unidades INT)
RETURNS TINYINT(1)
READS SQL DATA SQL SECURITY DEFINER
RETURN EXISTS (
  SELECT 1 FROM productos p
  WHERE p.id_producto = producto AND p.estado = 'Activo'
    AND (p.vende_sin_stock = 1 OR p.stock_actual >= unidades))
