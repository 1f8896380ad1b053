-- The id at a path of a document: a whole JSON number above 0; NULL for anything else.
CREATE FUNCTION id_de(doc LONGTEXT, camino VARCHAR(60))
RETURNS INT UNSIGNED
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN IF(valor_de(doc, camino) REGEXP '^[1-9][0-9]{0,8}$', CAST(valor_de(doc, camino) AS UNSIGNED), NULL)
