-- Adds a person. The secrets arrive sealed: the database never sees a password, and keeps nothing that opens a session.
CREATE PROCEDURE sp_insertar_usuario(IN doc LONGTEXT, IN cambiar TINYINT, OUT usuario_nuevo INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_acceso, v_nombre, v_correo VARCHAR(500);
  DECLARE v_rol VARCHAR(20);
  DECLARE v_contrasena, v_pin VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  -- Two at once with the same name: the unique key is the judge.
  DECLARE EXIT HANDLER FOR 1062 CALL sp_rechazar('USUARIO_DUPLICADO|campo=usuario');
  SELECT LEFT(h.usuario, 500), LEFT(TRIM(h.nombre), 500), LEFT(TRIM(h.email), 500), LEFT(h.rol, 20),
    LEFT(h.contrasena, 255), LEFT(h.pin, 255)
  INTO v_acceso, v_nombre, v_correo, v_rol, v_contrasena, v_pin
  FROM JSON_TABLE(doc, '$' COLUMNS (
    usuario LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.usuario',
    nombre LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.nombre',
    email LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.email',
    rol LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.rol',
    contrasena LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.contrasena',
    pin LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.pin')) h;
  CALL sp_validar_usuario(v_acceso, v_nombre, v_correo, v_rol, 0);
  IF sello_valido(v_contrasena) = 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=contrasena'); END IF;
  IF v_pin IS NOT NULL AND sello_valido(v_pin) = 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=pin'); END IF;
  INSERT INTO usuarios (usuario, nombre, email, contrasena, pin, rol, debe_cambiar)
  VALUES (v_acceso, v_nombre, v_correo, v_contrasena, v_pin, v_rol, cambiar);
  SET usuario_nuevo = LAST_INSERT_ID();
END
