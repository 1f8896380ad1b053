-- What a document has at a path, as JSON writes it (`true`, `[1, 2]`); NULL where there is nothing.
CREATE FUNCTION valor_de(doc LONGTEXT, camino VARCHAR(60))
RETURNS LONGTEXT
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN CAST(JSON_EXTRACT(doc, camino) AS CHAR)
