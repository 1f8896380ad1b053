-- Form of a product's document (src/domain/product-form.ts says the same to people).
CREATE PROCEDURE sp_validar_producto(IN doc LONGTEXT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_leido TEXT;
  IF NOT COALESCE(JSON_VALID(doc), 0) OR COALESCE(JSON_TYPE(doc), '') <> 'OBJECT' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON');
  END IF;
  IF COALESCE(campo_texto(doc, '$.codigo', 40), ' ') REGEXP '[[:space:]*]' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=codigo');
  END IF;
  IF campo_texto(doc, '$.nombre', 120) IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=nombre'); END IF;
  -- Not with DO: MariaDB goes on after a refusal inside it.
  SET v_leido = campo_texto(doc, '$.descripcion', 500), v_leido = campo_entero(doc, '$.frecuente', 1, 9999);
  IF campo_entero(doc, '$.id_categoria', 1, 4294967295) IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=id_categoria'); END IF;
  IF campo_entero(doc, '$.precio_compra', 0, 999999999999) IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=precio_compra'); END IF;
  IF campo_entero(doc, '$.precio_venta', 1, 999999999999) IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=precio_venta'); END IF;
  IF campo_entero(doc, '$.tasa_iva', 0, 100) IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=tasa_iva'); END IF;
  IF campo_entero(doc, '$.stock_minimo', 0, 9999999) IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=stock_minimo'); END IF;
  IF campo_entero(doc, '$.vende_sin_stock', 0, 1) IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=vende_sin_stock'); END IF;
  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.codigos_barra')), '') <> 'ARRAY' OR JSON_LENGTH(doc, '$.codigos_barra') > 100
    OR EXISTS (
      SELECT 1 FROM JSON_TABLE(doc, '$.codigos_barra[*]' COLUMNS (
        codigo VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) c
      WHERE c.codigo IS NULL OR c.codigo = '' OR CHAR_LENGTH(c.codigo) > 40 OR c.codigo REGEXP '[[:space:][:cntrl:]*]')
  THEN CALL sp_rechazar('VALOR_INVALIDO|campo=codigos_barra'); END IF;
  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.alergenos')), '') <> 'ARRAY' OR JSON_LENGTH(doc, '$.alergenos') > 500
    OR EXISTS (
      SELECT 1 FROM JSON_TABLE(doc, '$.alergenos[*]' COLUMNS (
        id VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$')) a
      WHERE a.id IS NULL OR NOT a.id REGEXP '^[0-9]{1,9}$')
  THEN CALL sp_rechazar('VALOR_INVALIDO|campo=alergenos'); END IF;
END
