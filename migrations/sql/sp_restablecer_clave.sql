-- Gives a person a password for one sign-in, which then asks for another. The PIN is gone, every session of the person ends,
-- and nothing is left to wait for. Not for oneself: one's own needs the present one (sp_cambiar_clave).
CREATE PROCEDURE sp_restablecer_clave(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_persona INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_pedida VARCHAR(20);
  DECLARE v_contrasena VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'user.edit', '', v_usuario, v_aprobacion);
  SELECT h.id, h.contrasena INTO v_pedida, v_contrasena
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_usuario',
    contrasena VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.contrasena')) h;
  CALL sp_persona_pedida(v_pedida, v_persona);
  IF v_persona = v_usuario THEN CALL sp_rechazar('PROPIO_USUARIO'); END IF;
  IF sello_valido(v_contrasena) = 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=contrasena'); END IF;
  UPDATE usuarios SET contrasena = v_contrasena, pin = NULL, debe_cambiar = 1 WHERE id_usuario = v_persona;
  DELETE FROM sesiones WHERE id_usuario = v_persona;
  DELETE FROM intentos_acceso WHERE clave = CONCAT('#', v_persona);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_persona AS id_usuario;
END
