-- Form of the lines of a stock document: units and cost as whole JSON numbers, each product once.
CREATE PROCEDURE sp_validar_lineas_stock(IN doc LONGTEXT, IN tipo VARCHAR(12))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_filas, v_distintos, v_problema INT;
  DECLARE v_numeros LONGTEXT DEFAULT JSON_EXTRACT(doc, '$.lineas[*].id_producto', '$.lineas[*].cantidad',
    '$.lineas[*].costo_unitario');

  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.lineas')), '') <> 'ARRAY' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=lineas'); END IF;
  SET v_filas = JSON_LENGTH(doc, '$.lineas');
  IF v_filas = 0 THEN CALL sp_rechazar('SIN_LINEAS'); END IF;
  -- Only digits and null between one pair of brackets: no fraction, text, object or nested list.
  IF v_filas > 2000 OR v_numeros REGEXP '[^0-9,nul \\[\\]-]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=lineas');
  END IF;
  SELECT COUNT(DISTINCT l.id_producto), MIN(CASE
      WHEN NOT COALESCE(l.id_producto REGEXP '^[0-9]{1,9}$', 0) THEN 1
      WHEN NOT COALESCE(l.cantidad REGEXP '^-?[0-9]{1,7}$', 0) OR l.cantidad + 0 = 0
        OR (tipo <> 'Ajuste' AND l.cantidad LIKE '-%') THEN 2
      WHEN NOT COALESCE(l.costo REGEXP '^[0-9]{1,12}$', 1) THEN 3 END)
  INTO v_distintos, v_problema
  FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
    id_producto VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_producto',
    cantidad VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.cantidad',
    costo VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.costo_unitario')) l;
  IF v_problema IS NOT NULL THEN
    CALL sp_rechazar(CONCAT('VALOR_INVALIDO|campo=lineas.', ELT(v_problema, 'id_producto', 'cantidad', 'costo_unitario')));
  END IF;
  IF v_distintos < v_filas THEN CALL sp_rechazar('VALOR_INVALIDO|campo=lineas.id_producto'); END IF;
END
