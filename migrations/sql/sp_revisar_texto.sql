-- Refuses a text that a field cannot hold: empty where it may not be, too long, or with control characters.
CREATE PROCEDURE sp_revisar_texto(IN texto LONGTEXT, IN campo VARCHAR(40), IN maximo INT, IN obligatorio TINYINT)
SQL SECURITY DEFINER NO SQL
BEGIN
  IF texto IS NULL AND obligatorio = 1 THEN CALL sp_rechazar(CONCAT('DATO_REQUERIDO|campo=', campo)); END IF;
  IF CHAR_LENGTH(texto) > maximo THEN
    CALL sp_rechazar(CONCAT('TEXTO_LARGO|campo=', campo, '|maximo=', maximo));
  END IF;
  IF texto REGEXP '[[:cntrl:]]' THEN CALL sp_rechazar(CONCAT('TEXTO_INVALIDO|campo=', campo)); END IF;
END
