-- How far a role goes without an approval, in per cent: `descuento` of a sale, or `precio`, by how much a price may change.
-- 0 for anything else, so that what nobody has set is never allowed.
CREATE FUNCTION limite_de(rol_pedido VARCHAR(12), que VARCHAR(20))
RETURNS INT
READS SQL DATA SQL SECURITY DEFINER
RETURN COALESCE((
  SELECT IF(que = 'descuento', l.descuento_maximo, IF(que = 'precio', l.cambio_precio_maximo, 0))
  FROM limites_rol l WHERE l.rol = rol_pedido), 0)
