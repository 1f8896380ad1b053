-- Changes a person's data, role or state; what the document does not name stays. There is always an active admin, and
-- nobody deactivates himself. Another role or state ends the person's sessions: no screen goes on with what was.
CREATE PROCEDURE sp_actualizar_usuario(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_persona INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_pedida, v_rol, v_estado, v_rol_nuevo, v_estado_nuevo VARCHAR(20);
  DECLARE v_acceso, v_nombre, v_correo VARCHAR(500);
  DECLARE v_admins INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  -- First of all: of two admins who demote each other at once, the second must be seen as no admin any more.
  SELECT COUNT(*) INTO v_admins FROM usuarios u WHERE u.rol = 'admin' AND u.estado = 'Activo' FOR UPDATE;
  CALL sp_actor(doc, 'user.edit', '', v_usuario, v_aprobacion);
  -- Too long is not absent: MySQL makes NULL of a text that its column cannot hold.
  SELECT LEFT(h.id, 20), LEFT(h.usuario, 500), LEFT(TRIM(h.nombre), 500), LEFT(TRIM(h.email), 500), LEFT(h.rol, 20),
    LEFT(h.estado, 20)
  INTO v_pedida, v_acceso, v_nombre, v_correo, v_rol_nuevo, v_estado_nuevo
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_usuario',
    usuario LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.usuario',
    nombre LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.nombre',
    email LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.email',
    rol LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.rol',
    estado LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.estado')) h;
  CALL sp_persona_pedida(v_pedida, v_persona);
  SELECT COALESCE(v_acceso, u.usuario), COALESCE(v_nombre, u.nombre), COALESCE(v_correo, u.email), u.rol, u.estado,
    COALESCE(v_rol_nuevo, u.rol), COALESCE(v_estado_nuevo, u.estado)
  INTO v_acceso, v_nombre, v_correo, v_rol, v_estado, v_rol_nuevo, v_estado_nuevo
  FROM usuarios u WHERE u.id_usuario = v_persona;
  CALL sp_validar_usuario(v_acceso, v_nombre, v_correo, v_rol_nuevo, v_persona);
  IF v_estado_nuevo COLLATE utf8mb4_bin NOT IN ('Activo', 'Inactivo') THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=estado');
  END IF;
  IF v_persona = v_usuario AND v_estado_nuevo <> 'Activo' THEN CALL sp_rechazar('PROPIO_USUARIO'); END IF;
  IF v_rol = 'admin' AND v_estado = 'Activo' AND v_admins < 2
    AND (v_rol_nuevo <> 'admin' OR v_estado_nuevo <> 'Activo') THEN
    CALL sp_rechazar('ULTIMO_ADMIN');
  END IF;
  UPDATE usuarios SET usuario = v_acceso, nombre = v_nombre, email = v_correo, rol = v_rol_nuevo, estado = v_estado_nuevo
  WHERE id_usuario = v_persona;
  IF v_rol <> v_rol_nuevo OR v_estado_nuevo <> 'Activo' THEN DELETE FROM sesiones WHERE id_usuario = v_persona; END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_persona AS id_usuario;
END
