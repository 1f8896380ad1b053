-- The person that a document names by id, locked.
CREATE PROCEDURE sp_persona_pedida(IN pedida VARCHAR(20), OUT persona INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  SET persona = NULL;
  IF NOT COALESCE(pedida, '') REGEXP '^[1-9][0-9]{0,8}$' THEN CALL sp_rechazar('USUARIO_INEXISTENTE'); END IF;
  SELECT u.id_usuario INTO persona FROM usuarios u WHERE u.id_usuario = pedida + 0 FOR UPDATE;
  IF persona IS NULL THEN CALL sp_rechazar(CONCAT('USUARIO_INEXISTENTE|usuario=', pedida)); END IF;
END
