-- The text at a path of a document, without blanks around it; NULL where there is none or only blanks. A number, list or
-- object there is no text.
CREATE FUNCTION texto_de(doc LONGTEXT, camino VARCHAR(60))
RETURNS LONGTEXT
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN IF(JSON_TYPE(JSON_EXTRACT(doc, camino)) = 'STRING',
  NULLIF(TRIM(JSON_UNQUOTE(JSON_EXTRACT(doc, camino))), ''), NULL)
