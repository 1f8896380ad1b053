-- Form of the lines of a sale document. Numbers arrive as text: what is not a whole number is refused, not rounded.
CREATE PROCEDURE sp_validar_lineas(IN doc LONGTEXT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_filas, v_distintos, v_problema INT;
  DECLARE v_cantidad VARCHAR(20);
  DECLARE v_numeros LONGTEXT DEFAULT JSON_EXTRACT(doc, '$.lineas[*].id_producto',
    '$.lineas[*].cantidad', '$.lineas[*].precio_unitario', '$.lineas[*].descuento_linea');

  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.lineas')), '') <> 'ARRAY' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=lineas');
  END IF;
  SET v_filas = JSON_LENGTH(doc, '$.lineas');
  IF v_filas = 0 THEN CALL sp_rechazar('CARRITO_VACIO'); END IF;
  -- Only digits and null between one pair of brackets: no fraction, text, object or nested list.
  IF v_filas > 500 OR v_numeros REGEXP '[^0-9,nul \\[\\]-]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=lineas');
  END IF;

  SELECT COUNT(DISTINCT l.id_producto),
    MIN(CASE
      WHEN l.id_producto IS NULL OR l.id_producto LIKE '-%' OR CHAR_LENGTH(l.id_producto) > 9 THEN 1
      WHEN l.cantidad IS NULL THEN 2
      WHEN l.precio LIKE '-%' OR CHAR_LENGTH(l.precio) > 12 THEN 3
      WHEN l.descuento LIKE '-%' OR CHAR_LENGTH(l.descuento) > 12 THEN 4 END),
    MIN(CASE WHEN l.cantidad LIKE '-%' OR CHAR_LENGTH(l.cantidad) > 4 OR l.cantidad + 0 = 0 THEN l.cantidad END)
  INTO v_distintos, v_problema, v_cantidad
  FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
    id_producto VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_producto',
    cantidad VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.cantidad',
    precio VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.precio_unitario',
    descuento VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.descuento_linea')) l;

  IF v_problema IS NOT NULL THEN
    CALL sp_rechazar(CONCAT('DOCUMENTO_INVALIDO|campo=lineas.',
      ELT(v_problema, 'id_producto', 'cantidad', 'precio_unitario', 'descuento_linea')));
  END IF;
  IF v_cantidad IS NOT NULL THEN
    CALL sp_rechazar(CONCAT('CANTIDAD_INVALIDA|cantidad=', v_cantidad, '|maximo=9999'));
  END IF;
  -- One product, one line: its stock is taken once and its discount is unambiguous.
  IF v_distintos < v_filas THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=lineas.id_producto'); END IF;
END
