-- Stages rows of a file: {id_importacion, filas: [...]}, at most 2,000 at a time. The program has judged each cell; what a
-- row may hold is checked again, and what depends on the data is judged when it is planned.
CREATE PROCEDURE sp_agregar_filas(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_importacion BIGINT UNSIGNED;
  DECLARE v_tipo VARCHAR(12);
  DECLARE v_filas INT;
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=filas');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_filas = JSON_LENGTH(doc, '$.filas');
  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.filas')), '') <> 'ARRAY' OR v_filas > 2000 THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=filas');
  END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'data.import', 'import', v_usuario, v_aprobacion);
  CALL sp_importacion_abierta(doc, v_usuario, v_importacion, v_tipo);
  CASE v_tipo
    WHEN 'Productos' THEN CALL sp_filas_productos(doc, v_importacion);
    WHEN 'Familias' THEN CALL sp_filas_familias(doc, v_importacion);
    ELSE CALL sp_filas_stock(doc, v_importacion);
  END CASE;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_filas AS filas;
END
