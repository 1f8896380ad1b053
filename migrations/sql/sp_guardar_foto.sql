-- A student's photo, already small: {id_hijo, ancho, alto, pixeles, imagen}. `pixeles` is base64 of 24-bit colours row by
-- row, `imagen` base64 of a PNG.
CREATE PROCEDURE sp_guardar_foto(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_hijo, v_hallado INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_ancho, v_alto INT UNSIGNED;
  DECLARE v_pixeles, v_imagen LONGBLOB;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  IF CHAR_LENGTH(doc) > 1000000 THEN CALL sp_rechazar('FOTO_INVALIDA|causa=grande'); END IF;
  SET v_hijo = id_de(doc, '$.id_hijo'), v_ancho = id_de(doc, '$.ancho'), v_alto = id_de(doc, '$.alto');
  IF v_hijo IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_hijo'); END IF;
  BEGIN
    -- What is no base64 is NULL on MySQL and this error on MariaDB.
    DECLARE CONTINUE HANDLER FOR 1958 SET v_pixeles = NULL;
    SET v_pixeles = FROM_BASE64(texto_de(doc, '$.pixeles')), v_imagen = FROM_BASE64(texto_de(doc, '$.imagen'));
  END;
  IF v_ancho IS NULL OR v_alto IS NULL OR v_ancho > 200 OR v_alto > 200 OR v_pixeles IS NULL OR v_imagen IS NULL
    OR LENGTH(v_pixeles) <> v_ancho * v_alto * 3 OR HEX(LEFT(v_imagen, 8)) <> '89504E470D0A1A0A' THEN
    CALL sp_rechazar('FOTO_INVALIDA|causa=formato');
  END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'client.edit', CONCAT('hijo:', v_hijo), v_usuario, v_aprobacion);
  SELECT h.id_hijo INTO v_hallado FROM hijos h WHERE h.id_hijo = v_hijo FOR UPDATE;
  IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('ESTUDIANTE_INEXISTENTE|estudiante=', v_hijo)); END IF;
  INSERT INTO fotos_hijos (id_hijo, ancho, alto, pixeles, imagen, tipo_imagen, actualizada_en)
  VALUES (v_hijo, v_ancho, v_alto, v_pixeles, v_imagen, 'image/png', UTC_TIMESTAMP(3))
  ON DUPLICATE KEY UPDATE ancho = v_ancho, alto = v_alto, pixeles = v_pixeles, imagen = v_imagen,
    tipo_imagen = 'image/png', actualizada_en = UTC_TIMESTAMP(3);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_hijo AS id_hijo;
END
