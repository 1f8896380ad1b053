-- What a product's document names must be there, and its codes free: called with the catalogue held (sp_ocupar_catalogo).
-- producto: the one that is changed, whose own codes are no obstacle; 0 for a new one.
CREATE PROCEDURE sp_validar_referencias_producto(IN doc LONGTEXT, IN producto INT UNSIGNED)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_categoria INT UNSIGNED DEFAULT campo_entero(doc, '$.id_categoria', 1, 4294967295);
  DECLARE v_otro, v_alergeno INT UNSIGNED;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_codigo VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT campo_texto(doc, '$.codigo', 40);

  SELECT g.estado INTO v_estado FROM categorias g WHERE g.id_categoria = v_categoria;
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('CATEGORIA_INEXISTENTE|id_categoria=', v_categoria)); END IF;
  -- A product may stay in a category that was closed since; none may come into it.
  IF v_estado <> 'Activo' AND NOT EXISTS (
    SELECT 1 FROM productos p WHERE p.id_producto = producto AND p.id_categoria = v_categoria)
  THEN CALL sp_rechazar(CONCAT('CATEGORIA_INACTIVA|id_categoria=', v_categoria)); END IF;

  SELECT MIN(a.id) INTO v_alergeno
  FROM JSON_TABLE(doc, '$.alergenos[*]' COLUMNS (id INT PATH '$')) a
  LEFT JOIN alergenos k ON k.id_alergeno = a.id
  WHERE k.id_alergeno IS NULL;
  IF v_alergeno IS NOT NULL THEN CALL sp_rechazar(CONCAT('ALERGENO_INEXISTENTE|alergeno=', v_alergeno)); END IF;

  SELECT MIN(q.id_producto) INTO v_otro
  FROM (
    SELECT p.id_producto FROM productos p WHERE p.codigo = v_codigo
    UNION ALL SELECT b.id_producto FROM codigos_barra b WHERE b.codigo_barra = v_codigo
    UNION ALL
    SELECT p.id_producto
    FROM JSON_TABLE(doc, '$.codigos_barra[*]' COLUMNS (
      codigo VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) c
    JOIN productos p ON p.codigo = c.codigo
    UNION ALL
    SELECT b.id_producto
    FROM JSON_TABLE(doc, '$.codigos_barra[*]' COLUMNS (
      codigo VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) c
    JOIN codigos_barra b ON b.codigo_barra = c.codigo
  ) q WHERE q.id_producto <> producto;
  IF v_otro IS NOT NULL THEN CALL sp_rechazar(CONCAT('CODIGO_DUPLICADO|id_producto=', v_otro)); END IF;
  -- At the till a product's code comes before a card's number: that card would sell the product. Codes that the product
  -- has already stay.
  IF EXISTS (
    SELECT 1 FROM tarjetas t
    WHERE t.nro_tarjeta = v_codigo AND NOT EXISTS (
      SELECT 1 FROM productos p WHERE p.id_producto = producto AND p.codigo = v_codigo)
  ) OR EXISTS (
    SELECT 1
    FROM JSON_TABLE(doc, '$.codigos_barra[*]' COLUMNS (
      codigo VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) c
    JOIN tarjetas t ON t.nro_tarjeta = c.codigo
    LEFT JOIN codigos_barra b ON b.codigo_barra = c.codigo
    WHERE b.codigo_barra IS NULL
  ) THEN CALL sp_rechazar('CODIGO_DUPLICADO|de=tarjeta'); END IF;
END
