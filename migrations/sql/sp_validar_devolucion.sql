-- Form of the lines of a return: each once, whole positive quantities, a known destination.
CREATE PROCEDURE sp_validar_devolucion(IN doc LONGTEXT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_filas, v_distintas, v_problema INT;
  DECLARE v_numeros LONGTEXT DEFAULT JSON_EXTRACT(doc, '$.lineas[*].linea', '$.lineas[*].cantidad');

  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.lineas')), '') <> 'ARRAY' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=lineas');
  END IF;
  SET v_filas = JSON_LENGTH(doc, '$.lineas');
  IF v_filas = 0 THEN CALL sp_rechazar('DEVOLUCION_VACIA'); END IF;
  IF v_filas > 500 OR v_numeros IS NULL OR v_numeros REGEXP '[^0-9, \\[\\]-]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=lineas');
  END IF;
  SELECT COUNT(DISTINCT l.linea), MIN(CASE
      WHEN l.linea IS NULL OR l.linea LIKE '-%' OR CHAR_LENGTH(l.linea) > 4 THEN 1
      WHEN l.cantidad IS NULL OR l.cantidad LIKE '-%' OR CHAR_LENGTH(l.cantidad) > 4 OR l.cantidad + 0 = 0 THEN 2
      WHEN COALESCE(l.destino, 'Stock') NOT IN ('Stock', 'Merma') THEN 3 END)
  INTO v_distintas, v_problema
  FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
    linea VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.linea',
    cantidad VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.cantidad',
    destino LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.destino')) l;
  IF v_problema IS NOT NULL THEN
    CALL sp_rechazar(CONCAT('DOCUMENTO_INVALIDO|campo=lineas.', ELT(v_problema, 'linea', 'cantidad', 'destino')));
  END IF;
  IF v_distintas < v_filas THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=lineas.linea'); END IF;
END
