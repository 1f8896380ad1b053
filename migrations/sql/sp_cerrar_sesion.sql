-- Ends a session at once; one that is not there is no error.
CREATE PROCEDURE sp_cerrar_sesion(IN token CHAR(64))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DELETE FROM sesiones WHERE token_hash = token;
END
