-- Throws away what was staged of an import that was not applied: {id_importacion}. Doing it again changes nothing.
CREATE PROCEDURE sp_descartar_importacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_quitadas INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'data.import', 'import', v_usuario, v_aprobacion);
  DELETE FROM importaciones
  WHERE id_importacion = campo_entero(doc, '$.id_importacion', 1, 999999999999999) AND id_usuario = v_usuario
    AND estado = 'Abierta';
  SET v_quitadas = ROW_COUNT();
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_quitadas AS quitadas;
END
