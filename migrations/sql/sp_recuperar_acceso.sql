-- A password for one sign-in for a person who has none that works, where nobody who could give one can sign in either. Only
-- for whoever holds the owner's account: the till's account must not call it. The audit says so, with the account.
CREATE PROCEDURE sp_recuperar_acceso(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_persona INT UNSIGNED;
  DECLARE v_pedida VARCHAR(20);
  DECLARE v_contrasena VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT h.id, h.contrasena INTO v_pedida, v_contrasena
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_usuario',
    contrasena VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.contrasena')) h;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET @pos_usuario = NULL;
  CALL sp_persona_pedida(v_pedida, v_persona);
  IF sello_valido(v_contrasena) = 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=contrasena'); END IF;
  UPDATE usuarios SET contrasena = v_contrasena, pin = NULL, debe_cambiar = 1 WHERE id_usuario = v_persona;
  DELETE FROM sesiones WHERE id_usuario = v_persona;
  DELETE FROM intentos_acceso WHERE clave = CONCAT('#', v_persona);
  INSERT INTO auditoria (fecha_utc, cuenta, tabla, id_registro, accion)
  VALUES (UTC_TIMESTAMP(3), USER(), 'usuarios', v_persona, 'recuperacion');
  COMMIT;
  SELECT v_persona AS id_usuario;
END
