-- What deriving a proof needs of one person, by short name or e-mail: parameters and salts, never what is compared. A name
-- that is not there, an inactive person and a missing PIN answer alike, with a salt that is always the same for that name.
CREATE PROCEDURE sp_credencial(IN nombre_acceso VARCHAR(200))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_contrasena, v_pin VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  SELECT u.contrasena, u.pin INTO v_contrasena, v_pin FROM usuarios u
  WHERE (u.usuario = nombre_acceso OR u.email = nombre_acceso) AND u.estado = 'Activo'
  ORDER BY u.usuario = nombre_acceso DESC LIMIT 1;
  SELECT COALESCE(sin_sello(v_contrasena), sal_ajena('password', nombre_acceso)) AS contrasena,
    COALESCE(sin_sello(v_pin), sal_ajena('pin', nombre_acceso)) AS pin;
END
