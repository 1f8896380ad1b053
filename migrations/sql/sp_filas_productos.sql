-- Stages products. NULL leaves a field as it is stored; '' and 0 take a description and a place among the frequent away.
-- Each list of the document is read once: rows that are not as they must be are left out, and the count tells. LONGTEXT:
-- MySQL makes NULL, MariaDB a shorter text, of what does not fit into its column.
CREATE PROCEDURE sp_filas_productos(IN doc LONGTEXT, IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_primera, v_ultima INT UNSIGNED;
  INSERT INTO importaciones_productos (id_importacion, linea, codigo, nombre, descripcion, categoria, precio_compra,
    precio_venta, tasa_iva, stock_minimo, vende_sin_stock, frecuente, activo, con_codigos, con_alergenos)
  SELECT importacion, f.linea, f.codigo, f.nombre, f.descripcion, f.categoria, f.compra, f.venta, f.iva, f.minimo,
    f.sin_stock, f.frecuente, f.activo, f.con_codigos, f.con_alergenos
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
    linea LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.linea',
    codigo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.codigo',
    nombre LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.nombre',
    descripcion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.descripcion',
    categoria LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.categoria',
    compra LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.precio_compra',
    venta LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.precio_venta',
    iva LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.tasa_iva',
    minimo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.stock_minimo',
    sin_stock LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.vende_sin_stock',
    frecuente LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.frecuente',
    activo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.activo',
    con_codigos INT EXISTS PATH '$.codigos_barra', con_alergenos INT EXISTS PATH '$.alergenos')) f
  WHERE COALESCE(f.linea REGEXP '^[0-9]{1,9}$', 0)
    AND f.codigo <> '' AND CHAR_LENGTH(f.codigo) <= 40 AND f.codigo NOT REGEXP '[[:space:][:cntrl:]*]'
    AND COALESCE(f.nombre <> '' AND CHAR_LENGTH(f.nombre) <= 120, 1)
    AND COALESCE(CHAR_LENGTH(f.descripcion) <= 500, 1)
    AND COALESCE(f.categoria <> '' AND CHAR_LENGTH(f.categoria) <= 80, 1)
    AND CONCAT_WS(' ', f.nombre, f.descripcion, f.categoria) NOT REGEXP '[[:cntrl:]]'
    AND COALESCE(f.compra REGEXP '^[0-9]{1,12}$', 1) AND COALESCE(f.venta REGEXP '^[1-9][0-9]{0,11}$', 1)
    AND COALESCE(f.iva REGEXP '^([0-9]{1,2}|100)$', 1) AND COALESCE(f.minimo REGEXP '^[0-9]{1,7}$', 1)
    AND COALESCE(f.sin_stock REGEXP '^[01]$', 1) AND COALESCE(f.frecuente REGEXP '^[0-9]{1,4}$', 1)
    AND COALESCE(f.activo REGEXP '^[01]$', 1);
  IF ROW_COUNT() <> JSON_LENGTH(doc, '$.filas') THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=filas'); END IF;
  INSERT INTO importaciones_codigos (id_importacion, linea, codigo)
  SELECT importacion, f.linea, f.codigo
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
    linea INT PATH '$.linea',
    NESTED PATH '$.codigos_barra[*]' COLUMNS (codigo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$'))) f
  WHERE f.codigo <> '' AND CHAR_LENGTH(f.codigo) <= 40 AND f.codigo NOT REGEXP '[[:space:][:cntrl:]*]';
  IF ROW_COUNT() <> COALESCE(JSON_LENGTH(JSON_EXTRACT(doc, '$.filas[*].codigos_barra[*]')), 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=codigos_barra');
  END IF;
  INSERT INTO importaciones_alergenos (id_importacion, linea, orden, codigo)
  SELECT importacion, f.linea, 0, LEFT(f.codigo, 20)
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
    linea INT PATH '$.linea',
    NESTED PATH '$.alergenos[*]' COLUMNS (codigo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$'))) f
  WHERE f.codigo IS NOT NULL;

  -- Each set as one text, in order: planning compares and shows it.
  SET SESSION group_concat_max_len = 1000000;
  SELECT MIN(f.linea), MAX(f.linea) INTO v_primera, v_ultima
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (linea INT PATH '$.linea')) f;
  UPDATE importaciones_productos s
  SET s.codigos_barra = COALESCE((
      SELECT GROUP_CONCAT(c.codigo ORDER BY c.codigo SEPARATOR ' ') FROM importaciones_codigos c
      WHERE c.id_importacion = importacion AND c.linea = s.linea), '')
  WHERE s.id_importacion = importacion AND s.linea BETWEEN v_primera AND v_ultima AND s.con_codigos = 1;
  UPDATE importaciones_productos s
  SET s.alergenos = COALESCE((
      SELECT GROUP_CONCAT(a.codigo ORDER BY a.codigo SEPARATOR ' ') FROM importaciones_alergenos a
      WHERE a.id_importacion = importacion AND a.linea = s.linea), '')
  WHERE s.id_importacion = importacion AND s.linea BETWEEN v_primera AND v_ultima AND s.con_alergenos = 1;
END
