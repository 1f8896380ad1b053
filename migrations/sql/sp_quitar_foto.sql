-- Forgets a student's photo: {id_hijo}. Refused where there is none, so that nobody believes to have removed one.
CREATE PROCEDURE sp_quitar_foto(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_hijo, v_hallado INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_hijo = id_de(doc, '$.id_hijo');
  IF v_hijo IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_hijo'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'client.edit', CONCAT('hijo:', v_hijo), v_usuario, v_aprobacion);
  SELECT h.id_hijo INTO v_hallado FROM hijos h WHERE h.id_hijo = v_hijo FOR UPDATE;
  IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('ESTUDIANTE_INEXISTENTE|estudiante=', v_hijo)); END IF;
  DELETE FROM fotos_hijos WHERE id_hijo = v_hijo;
  IF ROW_COUNT() = 0 THEN CALL sp_rechazar(CONCAT('FOTO_INEXISTENTE|estudiante=', v_hijo)); END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_hijo AS id_hijo;
END
