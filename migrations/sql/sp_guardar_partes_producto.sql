-- Bar codes and allergens of a product as its document has them. Only what differs is touched: each row is a change for
-- the tills and for the audit.
CREATE PROCEDURE sp_guardar_partes_producto(IN doc LONGTEXT, IN producto INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DELETE FROM codigos_barra WHERE id_producto = producto AND codigo_barra NOT IN (
    SELECT c.codigo FROM JSON_TABLE(doc, '$.codigos_barra[*]' COLUMNS (
      codigo VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) c);
  INSERT INTO codigos_barra (codigo_barra, id_producto)
  SELECT DISTINCT c.codigo, producto FROM JSON_TABLE(doc, '$.codigos_barra[*]' COLUMNS (
    codigo VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) c
  LEFT JOIN codigos_barra b ON b.codigo_barra = c.codigo
  WHERE b.codigo_barra IS NULL;
  DELETE FROM productos_alergenos WHERE id_producto = producto AND id_alergeno NOT IN (
    SELECT a.id FROM JSON_TABLE(doc, '$.alergenos[*]' COLUMNS (id INT PATH '$')) a);
  INSERT INTO productos_alergenos (id_producto, id_alergeno)
  SELECT DISTINCT producto, a.id FROM JSON_TABLE(doc, '$.alergenos[*]' COLUMNS (id INT PATH '$')) a
  LEFT JOIN productos_alergenos k ON k.id_producto = producto AND k.id_alergeno = a.id
  WHERE k.id_alergeno IS NULL;
END
