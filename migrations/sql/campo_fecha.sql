-- A day of the calendar (`YYYY-MM-DD`) of a document at a path, NULL where there is none. Anything else is refused by name.
CREATE FUNCTION campo_fecha(doc LONGTEXT, ruta VARCHAR(60))
RETURNS DATE
NO SQL SQL SECURITY DEFINER
BEGIN
  DECLARE v_texto VARCHAR(600) DEFAULT campo_texto(doc, ruta, 10);
  DECLARE v_mensaje VARCHAR(128) DEFAULT CONCAT('VALOR_INVALIDO|campo=', SUBSTRING(ruta, 3));
  IF v_texto IS NULL THEN RETURN NULL; END IF;
  IF NOT v_texto REGEXP '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
    OR LENGTH(v_texto) <> 10 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = v_mensaje;
  END IF;
  -- 30 February: the servers answer a cast of it differently.
  IF RIGHT(v_texto, 2) + 0 > DAY(LAST_DAY(CONCAT(LEFT(v_texto, 8), '01'))) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = v_mensaje;
  END IF;
  RETURN CAST(v_texto AS DATE);
END
