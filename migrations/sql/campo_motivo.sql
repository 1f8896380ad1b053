-- The reason of a document, which must be there.
CREATE FUNCTION campo_motivo(doc LONGTEXT)
RETURNS VARCHAR(600)
NO SQL SQL SECURITY DEFINER
BEGIN
  DECLARE v_motivo VARCHAR(600) DEFAULT campo_texto(doc, '$.motivo', 300);
  IF v_motivo IS NULL THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'MOTIVO_REQUERIDO'; END IF;
  RETURN v_motivo;
END
