-- Lets a person who mistyped too often try again at once. The waits are what keeps a PIN from being guessed, so of those
-- who are more than cashiers only whoever edits users may take them away.
CREATE PROCEDURE sp_desbloquear_usuario(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_persona INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_pedida VARCHAR(20);
  DECLARE v_fallos INT DEFAULT 0;
  DECLARE v_rol VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'user.unlock', '', v_usuario, v_aprobacion);
  SELECT h.id INTO v_pedida
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_usuario')) h;
  CALL sp_persona_pedida(v_pedida, v_persona);
  SET v_rol = rol_de(v_usuario);
  IF (SELECT u.rol FROM usuarios u WHERE u.id_usuario = v_persona) <> 'cajero' AND puede(v_rol, 'user.edit') = 0 THEN
    CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', v_rol, '|permiso=user.edit'));
  END IF;
  SELECT COALESCE(MAX(i.fallos), 0) INTO v_fallos FROM intentos_acceso i WHERE i.clave = CONCAT('#', v_persona);
  DELETE FROM intentos_acceso WHERE clave = CONCAT('#', v_persona);
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, antes)
  VALUES (UTC_TIMESTAMP(3), v_usuario, USER(), 'usuarios', v_persona, 'desbloqueo', JSON_OBJECT('fallos', v_fallos));
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_persona AS id_usuario;
END
