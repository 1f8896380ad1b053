-- Refuses what a student may not be called; only the fields that the document has are looked at.
CREATE PROCEDURE sp_revisar_hijo(IN doc LONGTEXT, IN nuevo TINYINT)
SQL SECURITY DEFINER NO SQL
BEGIN
  IF nuevo = 1 OR JSON_CONTAINS_PATH(doc, 'one', '$.nombre') THEN
    CALL sp_revisar_texto(texto_de(doc, '$.nombre'), 'nombre', 80, 1);
  END IF;
  CALL sp_revisar_texto(texto_de(doc, '$.apellido'), 'apellido', 80, 0);
  CALL sp_revisar_texto(texto_de(doc, '$.grado'), 'grado', 40, 0);
  CALL sp_revisar_texto(texto_de(doc, '$.foto_perfil'), 'foto', 300, 0);
END
