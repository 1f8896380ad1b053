-- The active person of a session that has not ended; NULL for anything else, and for one who must first change the
-- password that somebody else made. Only the token's SHA-256 is kept.
CREATE FUNCTION usuario_de_sesion(token VARCHAR(200))
RETURNS INT UNSIGNED
READS SQL DATA SQL SECURITY DEFINER
RETURN (
  SELECT s.id_usuario FROM sesiones s JOIN usuarios u ON u.id_usuario = s.id_usuario
  WHERE s.token_hash = SHA2(token, 256) AND s.vence_en > UTC_TIMESTAMP() AND u.estado = 'Activo' AND u.debe_cambiar = 0)
