-- A new person, made by an admin: the password is known to two, so the first sign-in asks for another one.
CREATE PROCEDURE sp_crear_usuario(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_nuevo INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'user.edit', '', v_usuario, v_aprobacion);
  CALL sp_insertar_usuario(doc, 1, v_nuevo);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_nuevo AS id_usuario;
END
