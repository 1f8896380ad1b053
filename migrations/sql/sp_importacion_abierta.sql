-- The open import that a document names (`id_importacion`), if it is this person's: its id, kind and file, locked.
CREATE PROCEDURE sp_importacion_abierta(IN doc LONGTEXT, IN usuario INT UNSIGNED,
  OUT importacion BIGINT UNSIGNED, OUT tipo_abierto VARCHAR(12))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  SELECT i.id_importacion, i.tipo INTO importacion, tipo_abierto
  FROM importaciones i
  WHERE i.id_importacion = campo_entero(doc, '$.id_importacion', 1, 999999999999999)
    AND i.id_usuario = usuario AND i.estado = 'Abierta' FOR UPDATE;
  IF importacion IS NULL THEN CALL sp_rechazar('IMPORTACION_INEXISTENTE'); END IF;
END
