-- The number of a new card: 4 to 40 digits or letters, as scanners send them, with a digit among them. Shorter ones are
-- taken for typing; one that is also a product's code would sell the product.
CREATE PROCEDURE sp_numero_de_tarjeta(
  IN doc LONGTEXT, OUT numero VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_numero VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  SET v_numero = campo_texto(doc, '$.nro_tarjeta', 200);
  IF NOT COALESCE(v_numero REGEXP '^[0-9A-Za-z]{4,40}$', 0) OR LENGTH(v_numero) <> CHAR_LENGTH(v_numero)
    OR NOT v_numero REGEXP '[0-9]' THEN
    CALL sp_rechazar('NUMERO_TARJETA_INVALIDO');
  END IF;
  SET numero = v_numero;
  IF EXISTS (SELECT 1 FROM tarjetas t WHERE t.nro_tarjeta = numero) THEN
    CALL sp_rechazar('NUMERO_TARJETA_EN_USO|de=tarjeta');
  END IF;
  IF EXISTS (SELECT 1 FROM productos p WHERE p.codigo = numero)
    OR EXISTS (SELECT 1 FROM codigos_barra b WHERE b.codigo_barra = numero) THEN
    CALL sp_rechazar('NUMERO_TARJETA_EN_USO|de=producto');
  END IF;
END
