-- The UUID of a document, in small letters; refused where it is missing or none.
CREATE FUNCTION campo_uuid(doc LONGTEXT)
RETURNS CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
NO SQL SQL SECURITY DEFINER
BEGIN
  DECLARE v_uuid VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT LOWER(campo_texto(doc, '$.uuid', 36));
  IF NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'DOCUMENTO_INVALIDO|campo=uuid';
  END IF;
  RETURN v_uuid;
END
