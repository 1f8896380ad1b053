-- Gives a restriction just these allergens. What stays is not touched: the audit tells only what was added and taken away.
CREATE PROCEDURE sp_poner_alergenos(IN restriccion INT UNSIGNED, IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DELETE FROM restricciones_alergenos
  WHERE id_restriccion = restriccion
    AND id_alergeno NOT IN (SELECT x.id FROM JSON_TABLE(doc, '$.alergenos[*]' COLUMNS (id INT PATH '$')) x);
  INSERT INTO restricciones_alergenos (id_restriccion, id_alergeno)
  SELECT DISTINCT restriccion, x.id
  FROM JSON_TABLE(doc, '$.alergenos[*]' COLUMNS (id INT PATH '$')) x
  LEFT JOIN restricciones_alergenos ra ON ra.id_restriccion = restriccion AND ra.id_alergeno = x.id
  WHERE ra.id_alergeno IS NULL;
END
