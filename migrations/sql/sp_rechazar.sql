-- Refuses: the only place that knows the form of a refusal (CODE|key=value, at most 128 characters).
CREATE PROCEDURE sp_rechazar(IN mensaje VARCHAR(128))
SQL SECURITY DEFINER NO SQL
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = mensaje;
END
