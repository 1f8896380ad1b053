-- Plans an import and changes nothing else: {id_importacion}. Answers with the counts and the fingerprint.
CREATE PROCEDURE sp_planear_importacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_importacion BIGINT UNSIGNED;
  DECLARE v_tipo VARCHAR(12);
  DECLARE v_altas, v_cambios, v_iguales, v_problemas INT;
  DECLARE v_precio BIGINT;
  DECLARE v_huella CHAR(64);
  DECLARE v_categorias LONGTEXT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'data.import', 'import', v_usuario, v_aprobacion);
  CALL sp_importacion_abierta(doc, v_usuario, v_importacion, v_tipo);
  CASE v_tipo
    WHEN 'Productos' THEN CALL sp_planear_productos(v_importacion);
    WHEN 'Familias' THEN CALL sp_planear_familias(v_importacion);
    ELSE CALL sp_planear_stock(v_importacion);
  END CASE;
  CALL sp_resumir_importacion(v_importacion, v_tipo, v_altas, v_cambios, v_iguales, v_problemas, v_precio, v_huella);
  SELECT JSON_ARRAYAGG(q.categoria) INTO v_categorias
  FROM (
    SELECT DISTINCT s.categoria FROM importaciones_productos s
    WHERE s.id_importacion = v_importacion AND s.categoria IS NOT NULL AND s.id_categoria IS NULL LIMIT 100) q;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_altas AS altas, v_cambios AS cambios, v_iguales AS iguales, v_problemas AS problemas, v_precio AS precio,
    v_huella AS huella, COALESCE(v_categorias, '[]') AS categorias;
END
