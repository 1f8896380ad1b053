-- What sign-in needs of one person, by short name or e-mail: the hashes leave the database only here, one at a time.
-- An unknown name answers too while it must wait, so that waiting does not tell known names from unknown ones.
CREATE PROCEDURE sp_credencial(IN nombre_acceso VARCHAR(200))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_espera INT;
  SELECT u.id_usuario INTO v_usuario FROM usuarios u
  WHERE u.usuario = nombre_acceso OR u.email = nombre_acceso
  ORDER BY u.usuario = nombre_acceso DESC LIMIT 1;
  SET v_espera = espera_acceso(nombre_acceso, v_usuario);
  SELECT u.id_usuario, u.usuario, u.nombre, u.email, u.rol, u.estado, u.contrasena, u.pin, v_espera AS espera
  FROM usuarios u WHERE u.id_usuario = v_usuario
  UNION ALL
  SELECT 0, nombre_acceso, '', '', 'cajero', 'Inactivo', '', NULL, v_espera FROM DUAL
  WHERE v_usuario IS NULL AND v_espera > 0;
END
