-- The active user of a session that has not ended; no row for anything else.
CREATE PROCEDURE sp_usuario_de_sesion(IN token CHAR(64))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  SELECT u.id_usuario, u.usuario, u.nombre, u.email, u.rol
  FROM sesiones s JOIN usuarios u ON u.id_usuario = s.id_usuario
  WHERE s.token_hash = token AND s.vence_en > UTC_TIMESTAMP() AND u.estado = 'Activo';
END
