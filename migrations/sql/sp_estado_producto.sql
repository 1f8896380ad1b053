-- Takes a product out of the sale, or back into it: {id_producto, estado}.
CREATE PROCEDURE sp_estado_producto(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_producto, v_categoria INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_estado, v_estado_categoria VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_producto = campo_entero(doc, '$.id_producto', 1, 4294967295), v_estado = campo_texto(doc, '$.estado', 12);
  IF COALESCE(v_estado, '') COLLATE utf8mb4_bin NOT IN ('Activo', 'Inactivo') THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=estado');
  END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'product.edit', COALESCE(v_producto, ''), v_usuario, v_aprobacion);
  CALL sp_ocupar_catalogo();
  SELECT p.id_categoria, g.estado INTO v_categoria, v_estado_categoria
  FROM productos p JOIN categorias g ON g.id_categoria = p.id_categoria WHERE p.id_producto = v_producto;
  IF v_categoria IS NULL THEN CALL sp_rechazar(CONCAT('PRODUCTO_INEXISTENTE|id_producto=', COALESCE(v_producto, 0))); END IF;
  IF v_estado = 'Activo' AND v_estado_categoria <> 'Activo' THEN
    CALL sp_rechazar(CONCAT('CATEGORIA_INACTIVA|id_categoria=', v_categoria));
  END IF;
  UPDATE productos SET estado = v_estado WHERE id_producto = v_producto AND estado <> v_estado;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_producto AS id_producto;
END
