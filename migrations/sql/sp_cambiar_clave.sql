-- Changes one's own password or PIN; the present password proves it again, with the delays of signing in. A new password
-- ends the person's other sessions. `pin`: sealed, '' to have none, absent to leave it.
CREATE PROCEDURE sp_cambiar_clave(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_token, v_prueba VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_contrasena, v_pin VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario, v_probado INT UNSIGNED;
  DECLARE v_acceso VARCHAR(40);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT LEFT(h.sesion, 200), LEFT(h.prueba, 200), LEFT(h.contrasena, 255), LEFT(h.pin, 255)
  INTO v_token, v_prueba, v_contrasena, v_pin
  FROM JSON_TABLE(doc, '$' COLUMNS (
    sesion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion',
    prueba LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.prueba',
    contrasena LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.contrasena',
    pin LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.pin')) h;
  -- Not usuario_de_sesion: who must change the password comes here to do so.
  SELECT u.id_usuario, u.usuario INTO v_usuario, v_acceso
  FROM sesiones s JOIN usuarios u ON u.id_usuario = s.id_usuario
  WHERE s.token_hash = SHA2(v_token, 256) AND s.vence_en > UTC_TIMESTAMP() AND u.estado = 'Activo';
  IF v_usuario IS NULL THEN CALL sp_rechazar('SESION_REQUERIDA'); END IF;
  IF v_contrasena IS NULL AND v_pin IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=contrasena'); END IF;
  IF v_contrasena IS NOT NULL AND sello_valido(v_contrasena) = 0 THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=contrasena');
  END IF;
  IF v_pin <> '' AND sello_valido(v_pin) = 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=pin'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_probar(v_acceso, 'password', v_prueba, 'cambio de clave', v_probado);
  IF v_probado <> v_usuario THEN CALL sp_rechazar('CREDENCIALES_INVALIDAS'); END IF;
  SET @pos_usuario = v_usuario;
  UPDATE usuarios SET
    contrasena = COALESCE(v_contrasena, contrasena),
    debe_cambiar = IF(v_contrasena IS NULL, debe_cambiar, 0),
    pin = IF(v_pin IS NULL, pin, NULLIF(v_pin, ''))
  WHERE id_usuario = v_usuario;
  IF v_contrasena IS NOT NULL THEN
    DELETE FROM sesiones WHERE id_usuario = v_usuario AND token_hash <> SHA2(v_token, 256);
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_usuario AS id_usuario;
END
