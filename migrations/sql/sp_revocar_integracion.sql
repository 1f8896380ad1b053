-- Ends a token and whatever session it opened, at once: {id_integracion, sesion}. One that has ended stays so.
CREATE PROCEDURE sp_revocar_integracion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_integracion INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_estado VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'integration.edit', '', v_usuario, v_aprobacion);
  SET v_integracion = id_de(doc, '$.id_integracion');
  SELECT i.estado INTO v_estado FROM integraciones i WHERE i.id_integracion = v_integracion FOR UPDATE;
  IF v_estado IS NULL THEN
    CALL sp_rechazar(CONCAT('INTEGRACION_INEXISTENTE|integracion=', COALESCE(v_integracion, 0)));
  END IF;
  UPDATE integraciones SET estado = 'Revocada' WHERE id_integracion = v_integracion AND estado = 'Activa';
  DELETE FROM sesiones WHERE id_integracion = v_integracion;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_integraciones i WHERE i.id_integracion = v_integracion;
END
