-- A person's data as the tables may keep it. It names the first field that is wrong.
CREATE PROCEDURE sp_validar_usuario(
  IN acceso VARCHAR(500), IN nombre_completo VARCHAR(500), IN correo VARCHAR(500), IN rol_pedido VARCHAR(20),
  IN menos INT UNSIGNED)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_acceso VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT acceso;
  IF NOT COALESCE(v_acceso, '') REGEXP '^[a-z0-9._-]{3,40}$' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=usuario'); END IF;
  IF COALESCE(TRIM(nombre_completo), '') = '' OR CHAR_LENGTH(nombre_completo) > 120
    OR nombre_completo REGEXP '[[:cntrl:]]' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=nombre');
  END IF;
  IF COALESCE(validar_email(correo), 0) = 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=email'); END IF;
  -- Letter by letter: what only compares as equal would be a role here and none in the program.
  IF COALESCE(rol_pedido, '') COLLATE utf8mb4_bin NOT IN ('cajero', 'gerente', 'admin') THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=rol');
  END IF;
  IF EXISTS (SELECT 1 FROM usuarios u WHERE u.usuario = acceso AND u.id_usuario <> menos) THEN
    CALL sp_rechazar('USUARIO_DUPLICADO|campo=usuario');
  END IF;
  IF EXISTS (SELECT 1 FROM usuarios u WHERE u.email = correo AND u.id_usuario <> menos) THEN
    CALL sp_rechazar('USUARIO_DUPLICADO|campo=email');
  END IF;
END
