-- A whole number of at most twelve digits from a document's text; NULL for anything else.
CREATE FUNCTION entero_de(texto VARCHAR(40))
RETURNS BIGINT
NO SQL SQL SECURITY DEFINER
RETURN IF(texto REGEXP '^[0-9]{1,12}$', CAST(texto AS SIGNED), NULL)
