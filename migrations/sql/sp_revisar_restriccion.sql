-- Refuses a restriction without a name, a severity or allergens; only the fields that the document has are looked at.
CREATE PROCEDURE sp_revisar_restriccion(IN doc LONGTEXT, IN nueva TINYINT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_lista LONGTEXT;
  DECLARE v_falta INT;
  IF nueva = 1 OR JSON_CONTAINS_PATH(doc, 'one', '$.tipo') THEN
    CALL sp_revisar_texto(texto_de(doc, '$.tipo'), 'tipo', 120, 1);
  END IF;
  CALL sp_revisar_texto(texto_de(doc, '$.descripcion'), 'descripcion', 300, 0);
  IF (nueva = 1 OR JSON_CONTAINS_PATH(doc, 'one', '$.severidad'))
    AND COALESCE(texto_de(doc, '$.severidad'), '') COLLATE utf8mb4_bin NOT IN ('Leve', 'Moderada', 'Severa') THEN
    CALL sp_rechazar('DATO_REQUERIDO|campo=severidad');
  END IF;
  IF COALESCE(valor_de(doc, '$.bloqueante'), 'true') NOT IN ('true', 'false')
    OR COALESCE(valor_de(doc, '$.activo'), 'true') NOT IN ('true', 'false') THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=bloqueante/activo');
  END IF;
  IF nueva = 1 OR JSON_CONTAINS_PATH(doc, 'one', '$.alergenos') THEN
    SET v_lista = REPLACE(valor_de(doc, '$.alergenos'), ' ', '');
    IF COALESCE(v_lista, '[]') = '[]' THEN CALL sp_rechazar('ALERGENO_REQUERIDO'); END IF;
    IF CHAR_LENGTH(v_lista) > 1000 OR v_lista NOT REGEXP '^\\[[1-9][0-9]{0,8}(,[1-9][0-9]{0,8})*\\]$' THEN
      CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=alergenos');
    END IF;
    SELECT MIN(x.id) INTO v_falta
    FROM JSON_TABLE(v_lista, '$[*]' COLUMNS (id INT PATH '$')) x
    LEFT JOIN alergenos a ON a.id_alergeno = x.id WHERE a.id_alergeno IS NULL;
    IF v_falta IS NOT NULL THEN CALL sp_rechazar(CONCAT('ALERGENO_INEXISTENTE|alergeno=', v_falta)); END IF;
  END IF;
END
