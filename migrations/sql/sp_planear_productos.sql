-- What the staged rows would do to the catalogue: `accion` (alta, cambio, igual), `antes` and `despues` with just the fields
-- that change, and `problema` (`REASON|column|limit`) where the data refuses. Applying plans again with this.
CREATE PROCEDURE sp_planear_productos(IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  SET SESSION group_concat_max_len = 1000000;
  UPDATE importaciones_productos s
  LEFT JOIN productos p ON p.codigo = s.codigo
  LEFT JOIN categorias g ON g.nombre = s.categoria
  LEFT JOIN categorias presente ON presente.id_categoria = p.id_categoria
  SET s.id_producto = p.id_producto, s.id_categoria = g.id_categoria,
    s.accion = 'alta', s.antes = NULL, s.despues = NULL, s.aviso = NULL, s.cambio_precio = NULL,
    s.problema = CASE
      WHEN p.id_producto IS NULL AND s.nombre IS NULL THEN 'FALTA|nombre'
      WHEN p.id_producto IS NULL AND s.categoria IS NULL THEN 'FALTA|categoria'
      WHEN p.id_producto IS NULL AND s.precio_venta IS NULL THEN 'FALTA|precio_venta'
      WHEN g.estado = 'Inactivo' AND NOT COALESCE(p.id_categoria = g.id_categoria, 0) THEN 'CATEGORIA_INACTIVA|categoria'
      WHEN s.activo = 1 AND p.estado = 'Inactivo' AND COALESCE(g.estado, presente.estado) = 'Inactivo' THEN 'CATEGORIA_INACTIVA|activo'
      ELSE NULL END
  WHERE s.id_importacion = importacion;

  UPDATE importaciones_productos s
  JOIN productos p ON p.id_producto = s.id_producto
  JOIN categorias g ON g.id_categoria = p.id_categoria
  LEFT JOIN (
    SELECT b.id_producto, GROUP_CONCAT(b.codigo_barra ORDER BY b.codigo_barra SEPARATOR ' ') AS codigos
    FROM codigos_barra b JOIN productos q ON q.id_producto = b.id_producto AND q.codigo <> b.codigo_barra
    GROUP BY b.id_producto) b ON b.id_producto = p.id_producto
  LEFT JOIN (
    SELECT x.id_producto, GROUP_CONCAT(k.codigo ORDER BY k.codigo SEPARATOR ' ') AS codigos
    FROM productos_alergenos x JOIN alergenos k ON k.id_alergeno = x.id_alergeno
    GROUP BY x.id_producto) a ON a.id_producto = p.id_producto
  SET s.antes = CONCAT('{', CONCAT_WS(',',
      IF(NOT s.nombre COLLATE utf8mb4_bin <=> p.nombre COLLATE utf8mb4_bin AND s.nombre IS NOT NULL, CONCAT('"nombre":', JSON_QUOTE(p.nombre)), NULL),
      IF(s.descripcion COLLATE utf8mb4_bin <> COALESCE(p.descripcion, '') COLLATE utf8mb4_bin, CONCAT('"descripcion":', JSON_QUOTE(COALESCE(p.descripcion, ''))), NULL),
      IF(s.categoria IS NOT NULL AND NOT s.id_categoria <=> p.id_categoria, CONCAT('"categoria":', JSON_QUOTE(g.nombre)), NULL),
      IF(s.precio_compra <> p.precio_compra, CONCAT('"precio_compra":', p.precio_compra), NULL),
      IF(s.precio_venta <> p.precio_venta, CONCAT('"precio_venta":', p.precio_venta), NULL),
      IF(s.tasa_iva <> p.tasa_iva, CONCAT('"tasa_iva":', p.tasa_iva), NULL),
      IF(s.stock_minimo <> p.stock_minimo, CONCAT('"stock_minimo":', p.stock_minimo), NULL),
      IF(s.vende_sin_stock <> p.vende_sin_stock, CONCAT('"vende_sin_stock":', p.vende_sin_stock), NULL),
      IF(s.frecuente <> COALESCE(p.frecuente, 0), CONCAT('"frecuente":', COALESCE(p.frecuente, 0)), NULL),
      IF(s.activo <> (p.estado = 'Activo'), CONCAT('"activo":', p.estado = 'Activo'), NULL),
      IF(s.codigos_barra <> COALESCE(b.codigos, ''), CONCAT('"codigos_barra":', JSON_QUOTE(COALESCE(b.codigos, ''))), NULL),
      IF(s.alergenos <> COALESCE(a.codigos, ''), CONCAT('"alergenos":', JSON_QUOTE(COALESCE(a.codigos, ''))), NULL)), '}'),
    s.cambio_precio = IF(p.precio_venta > 0, (ABS(s.precio_venta - p.precio_venta) * 100 + p.precio_venta - 1) DIV p.precio_venta, NULL)
  WHERE s.id_importacion = importacion;
  UPDATE importaciones_productos s
  SET s.accion = IF(s.antes = '{}', 'igual', IF(s.antes IS NULL, 'alta', 'cambio'))
  WHERE s.id_importacion = importacion;
  UPDATE importaciones_productos s
  SET s.despues = CONCAT('{', CONCAT_WS(',',
      CONCAT('"nombre":', JSON_QUOTE(s.nombre)), CONCAT('"descripcion":', JSON_QUOTE(s.descripcion)),
      CONCAT('"categoria":', JSON_QUOTE(s.categoria)), CONCAT('"precio_compra":', s.precio_compra),
      CONCAT('"precio_venta":', s.precio_venta), CONCAT('"tasa_iva":', s.tasa_iva), CONCAT('"stock_minimo":', s.stock_minimo),
      CONCAT('"vende_sin_stock":', s.vende_sin_stock), CONCAT('"frecuente":', s.frecuente), CONCAT('"activo":', s.activo),
      CONCAT('"codigos_barra":', JSON_QUOTE(s.codigos_barra)), CONCAT('"alergenos":', JSON_QUOTE(s.alergenos))), '}')
  WHERE s.id_importacion = importacion AND s.accion <> 'igual';

  -- A code names one product, whether as its own or as a bar code. One that its product loses in the same file is free.
  UPDATE importaciones_productos s
  JOIN codigos_barra b ON b.codigo_barra = s.codigo
  LEFT JOIN importaciones_productos o ON o.id_importacion = importacion AND o.id_producto = b.id_producto AND o.con_codigos = 1
  JOIN productos q ON q.id_producto = b.id_producto
  SET s.problema = COALESCE(s.problema, CONCAT('CODIGO_OCUPADO|codigo|', q.codigo))
  WHERE s.id_importacion = importacion AND NOT b.id_producto <=> s.id_producto AND o.linea IS NULL;
  UPDATE importaciones_productos s
  JOIN importaciones_codigos c ON c.id_importacion = importacion AND c.linea = s.linea
  JOIN codigos_barra b ON b.codigo_barra = c.codigo
  LEFT JOIN importaciones_productos o ON o.id_importacion = importacion AND o.id_producto = b.id_producto AND o.con_codigos = 1
  JOIN productos q ON q.id_producto = b.id_producto
  SET s.problema = COALESCE(s.problema, CONCAT('CODIGO_OCUPADO|codigos_barra|', q.codigo))
  WHERE s.id_importacion = importacion AND NOT b.id_producto <=> s.id_producto AND o.linea IS NULL;
  UPDATE importaciones_productos s
  JOIN importaciones_codigos c ON c.id_importacion = importacion AND c.linea = s.linea
  JOIN productos q ON q.codigo = c.codigo
  SET s.problema = COALESCE(s.problema, CONCAT('CODIGO_OCUPADO|codigos_barra|', q.codigo))
  WHERE s.id_importacion = importacion AND NOT q.id_producto <=> s.id_producto;
  UPDATE importaciones_productos s
  JOIN importaciones_codigos c ON c.id_importacion = importacion AND c.linea = s.linea
  JOIN importaciones_productos o ON o.id_importacion = importacion AND o.codigo = c.codigo
  SET s.problema = COALESCE(s.problema, CONCAT('CODIGO_OCUPADO|codigos_barra|', o.codigo))
  WHERE s.id_importacion = importacion AND o.linea <> s.linea;
  -- Nor is it a card's number, which would sell the product at the till; codes that a product has already stay.
  UPDATE importaciones_productos s
  JOIN tarjetas t ON t.nro_tarjeta = s.codigo
  SET s.problema = COALESCE(s.problema, 'CODIGO_TARJETA|codigo')
  WHERE s.id_importacion = importacion AND s.id_producto IS NULL;
  UPDATE importaciones_productos s
  JOIN importaciones_codigos c ON c.id_importacion = importacion AND c.linea = s.linea
  JOIN tarjetas t ON t.nro_tarjeta = c.codigo
  LEFT JOIN codigos_barra b ON b.codigo_barra = c.codigo
  SET s.problema = COALESCE(s.problema, 'CODIGO_TARJETA|codigos_barra')
  WHERE s.id_importacion = importacion AND b.codigo_barra IS NULL;
  UPDATE importaciones_productos s
  JOIN importaciones_alergenos c ON c.id_importacion = importacion AND c.linea = s.linea
  LEFT JOIN alergenos k ON k.codigo = c.codigo
  SET s.problema = COALESCE(s.problema, 'ALERGENO|alergenos')
  WHERE s.id_importacion = importacion AND k.id_alergeno IS NULL;
END
