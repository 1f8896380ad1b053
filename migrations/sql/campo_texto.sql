-- A text of a document at a path, without spaces around it; NULL where there is none. One that is longer than it may be,
-- holds control characters or is no text is refused by name.
CREATE FUNCTION campo_texto(doc LONGTEXT, ruta VARCHAR(60), maximo INT)
RETURNS VARCHAR(600)
NO SQL SQL SECURITY DEFINER
BEGIN
  DECLARE v_texto LONGTEXT DEFAULT JSON_EXTRACT(doc, ruta);
  DECLARE v_mensaje VARCHAR(128) DEFAULT CONCAT('VALOR_INVALIDO|campo=', SUBSTRING(ruta, 3));
  IF v_texto IS NULL OR v_texto = 'null' THEN RETURN NULL; END IF;
  IF NOT v_texto LIKE '"%' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = v_mensaje; END IF;
  SET v_texto = TRIM(JSON_UNQUOTE(v_texto));
  IF CHAR_LENGTH(v_texto) > maximo OR v_texto REGEXP '[[:cntrl:]]' THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = v_mensaje;
  END IF;
  RETURN NULLIF(v_texto, '');
END
