-- A whole number of a document at a path, NULL where there is none. Anything else, or out of range, is refused by name.
CREATE FUNCTION campo_entero(doc LONGTEXT, ruta VARCHAR(60), minimo BIGINT, maximo BIGINT)
RETURNS BIGINT
NO SQL SQL SECURITY DEFINER
BEGIN
  DECLARE v_texto LONGTEXT DEFAULT JSON_EXTRACT(doc, ruta);
  DECLARE v_mensaje VARCHAR(128) DEFAULT CONCAT('VALOR_INVALIDO|campo=', SUBSTRING(ruta, 3));
  IF v_texto IS NULL OR v_texto = 'null' THEN RETURN NULL; END IF;
  IF NOT v_texto REGEXP '^-?[0-9]{1,15}$' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = v_mensaje; END IF;
  IF CAST(v_texto AS SIGNED) NOT BETWEEN minimo AND maximo THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = v_mensaje;
  END IF;
  RETURN CAST(v_texto AS SIGNED);
END
