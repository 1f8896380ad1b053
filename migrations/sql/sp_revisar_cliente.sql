-- Refuses what a client may not be called or reached by; only the fields that the document has are looked at.
CREATE PROCEDURE sp_revisar_cliente(IN doc LONGTEXT, IN nuevo TINYINT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_texto LONGTEXT;
  IF nuevo = 1 OR JSON_CONTAINS_PATH(doc, 'one', '$.nombre') THEN
    CALL sp_revisar_texto(texto_de(doc, '$.nombre'), 'nombre', 80, 1);
  END IF;
  CALL sp_revisar_texto(texto_de(doc, '$.apellido'), 'apellido', 80, 0);
  SET v_texto = texto_de(doc, '$.email');
  IF v_texto IS NOT NULL AND (CHAR_LENGTH(v_texto) > 190 OR validar_email(v_texto) = 0) THEN
    CALL sp_rechazar('EMAIL_INVALIDO');
  END IF;
  SET v_texto = texto_de(doc, '$.telefono');
  IF v_texto IS NOT NULL AND (CHAR_LENGTH(v_texto) > 20 OR v_texto NOT REGEXP '^[+]?[0-9][0-9 ()-]{4,18}[0-9]$') THEN
    CALL sp_rechazar('TELEFONO_INVALIDO');
  END IF;
  SET v_texto = texto_de(doc, '$.documento');
  IF v_texto IS NULL THEN
    IF NOT COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.documento')) IN ('NULL', 'STRING'), 1) THEN
      CALL sp_rechazar('DOCUMENTO_DE_PERSONA');
    END IF;
  ELSEIF v_texto REGEXP '^[0-9]{5,8}-[0-9]$' THEN
    IF RIGHT(v_texto, 1) <> digito_ruc(SUBSTRING_INDEX(v_texto, '-', 1)) THEN
      CALL sp_rechazar(CONCAT('RUC_DIGITO|ruc=', v_texto, '|digito=', digito_ruc(SUBSTRING_INDEX(v_texto, '-', 1))));
    END IF;
  ELSEIF v_texto NOT REGEXP '^[1-9][0-9]{3,8}$' THEN
    CALL sp_rechazar('DOCUMENTO_DE_PERSONA');
  END IF;
END
