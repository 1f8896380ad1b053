-- Stages what there is of each product: the stock is to become `cantidad`.
CREATE PROCEDURE sp_filas_stock(IN doc LONGTEXT, IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  INSERT INTO importaciones_stock (id_importacion, linea, codigo, cantidad, costo)
  SELECT importacion, f.linea, f.codigo, f.cantidad, f.costo
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
    linea LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.linea',
    codigo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.codigo',
    cantidad LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.cantidad',
    costo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.costo')) f
  WHERE COALESCE(f.linea REGEXP '^[0-9]{1,9}$', 0) AND COALESCE(f.cantidad REGEXP '^-?[0-9]{1,7}$', 0)
    AND f.codigo <> '' AND CHAR_LENGTH(f.codigo) <= 40 AND COALESCE(f.costo REGEXP '^[0-9]{1,12}$', 1);
  IF ROW_COUNT() <> JSON_LENGTH(doc, '$.filas') THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=filas'); END IF;
END
