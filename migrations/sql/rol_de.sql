-- Role of an active user; NULL for anybody else.
CREATE FUNCTION rol_de(usuario INT UNSIGNED)
RETURNS VARCHAR(12)
READS SQL DATA SQL SECURITY DEFINER
RETURN (SELECT u.rol FROM usuarios u WHERE u.id_usuario = usuario AND u.estado = 'Activo')
