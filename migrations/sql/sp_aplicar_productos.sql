-- Writes a planned import of products. What triggers of codes and allergens do to `productos` forbids reading it in the
-- same statement: ids come from the staged rows.
CREATE PROCEDURE sp_aplicar_productos(IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  INSERT INTO categorias (nombre)
  SELECT MIN(s.categoria) FROM importaciones_productos s
  WHERE s.id_importacion = importacion AND s.categoria IS NOT NULL AND s.id_categoria IS NULL
  GROUP BY s.categoria ORDER BY MIN(s.linea);
  UPDATE importaciones_productos s JOIN categorias g ON g.nombre = s.categoria SET s.id_categoria = g.id_categoria
  WHERE s.id_importacion = importacion AND s.id_categoria IS NULL;

  UPDATE (
    SELECT s.* FROM importaciones_productos s WHERE s.id_importacion = importacion AND s.accion = 'cambio'
    ORDER BY s.id_producto LIMIT 1000000
  ) l STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
  SET p.id_categoria = COALESCE(l.id_categoria, p.id_categoria), p.nombre = COALESCE(l.nombre, p.nombre),
    p.descripcion = NULLIF(COALESCE(l.descripcion, p.descripcion), ''),
    p.precio_compra = COALESCE(l.precio_compra, p.precio_compra), p.precio_venta = COALESCE(l.precio_venta, p.precio_venta),
    p.tasa_iva = COALESCE(l.tasa_iva, p.tasa_iva), p.stock_minimo = COALESCE(l.stock_minimo, p.stock_minimo),
    p.vende_sin_stock = COALESCE(l.vende_sin_stock, p.vende_sin_stock),
    p.frecuente = NULLIF(COALESCE(l.frecuente, p.frecuente), 0),
    p.estado = CASE l.activo WHEN 1 THEN 'Activo' WHEN 0 THEN 'Inactivo' ELSE p.estado END;
  INSERT INTO productos (id_categoria, codigo, nombre, descripcion, precio_compra, precio_venta, tasa_iva, stock_minimo,
    vende_sin_stock, frecuente, estado)
  SELECT s.id_categoria, s.codigo, s.nombre, NULLIF(s.descripcion, ''), COALESCE(s.precio_compra, 0), s.precio_venta,
    COALESCE(s.tasa_iva, 10), COALESCE(s.stock_minimo, 0), COALESCE(s.vende_sin_stock, 0), NULLIF(s.frecuente, 0),
    IF(s.activo = 0, 'Inactivo', 'Activo')
  FROM importaciones_productos s WHERE s.id_importacion = importacion AND s.accion = 'alta' ORDER BY s.linea;
  UPDATE importaciones_productos s JOIN productos p ON p.codigo = s.codigo SET s.id_producto = p.id_producto
  WHERE s.id_importacion = importacion AND s.accion = 'alta';

  DELETE b FROM importaciones_productos s
  JOIN codigos_barra b ON b.id_producto = s.id_producto AND b.codigo_barra <> s.codigo
  LEFT JOIN importaciones_codigos c ON c.id_importacion = importacion AND c.linea = s.linea AND c.codigo = b.codigo_barra
  WHERE s.id_importacion = importacion AND s.accion = 'cambio' AND s.con_codigos = 1 AND c.codigo IS NULL;
  INSERT INTO codigos_barra (codigo_barra, id_producto)
  SELECT c.codigo, s.id_producto
  FROM importaciones_codigos c
  JOIN importaciones_productos s ON s.id_importacion = importacion AND s.linea = c.linea
  LEFT JOIN codigos_barra b ON b.codigo_barra = c.codigo
  WHERE c.id_importacion = importacion AND s.accion <> 'igual' AND b.codigo_barra IS NULL
  ORDER BY s.id_producto;

  DELETE x FROM importaciones_productos s
  JOIN productos_alergenos x ON x.id_producto = s.id_producto
  JOIN alergenos k ON k.id_alergeno = x.id_alergeno
  LEFT JOIN importaciones_alergenos a ON a.id_importacion = importacion AND a.linea = s.linea AND a.orden = 0 AND a.codigo = k.codigo
  WHERE s.id_importacion = importacion AND s.accion = 'cambio' AND s.con_alergenos = 1 AND a.codigo IS NULL;
  INSERT INTO productos_alergenos (id_producto, id_alergeno)
  SELECT s.id_producto, k.id_alergeno
  FROM importaciones_alergenos a
  JOIN importaciones_productos s ON s.id_importacion = importacion AND s.linea = a.linea
  JOIN alergenos k ON k.codigo = a.codigo
  LEFT JOIN productos_alergenos x ON x.id_producto = s.id_producto AND x.id_alergeno = k.id_alergeno
  WHERE a.id_importacion = importacion AND s.accion <> 'igual' AND x.id_alergeno IS NULL
  ORDER BY s.id_producto;
END
