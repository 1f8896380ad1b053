-- Stores a session of the command line by the SHA-256 of its token, and clears away those that ended.
CREATE PROCEDURE sp_abrir_sesion(IN usuario INT UNSIGNED, IN token CHAR(64), IN horas INT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  IF rol_de(usuario) IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  IF COALESCE(horas, 0) NOT BETWEEN 1 AND 24 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=horas'); END IF;
  DELETE FROM sesiones WHERE vence_en < UTC_TIMESTAMP();
  INSERT INTO sesiones (token_hash, id_usuario, creada_en, vence_en)
  VALUES (token, usuario, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL horas HOUR);
END
