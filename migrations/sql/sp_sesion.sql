-- The person of a session that has not ended, also one who must change the password first; no row for anything else.
CREATE PROCEDURE sp_sesion(IN token VARCHAR(200))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  SELECT u.id_usuario, u.usuario, u.nombre, u.email, u.rol, u.debe_cambiar
  FROM sesiones s JOIN usuarios u ON u.id_usuario = s.id_usuario
  WHERE s.token_hash = SHA2(token, 256) AND s.vence_en > UTC_TIMESTAMP() AND u.estado = 'Activo';
END
