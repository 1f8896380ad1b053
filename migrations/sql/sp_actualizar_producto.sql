-- A whole product in place of what it was: refused when it is no longer what the person began from (`edicion`), and when
-- the price moves further than the role may without an approval (reference `precio:<id_producto>:<new price>`).
CREATE PROCEDURE sp_actualizar_producto(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_producto, v_edicion INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_precio, v_nuevo BIGINT;
  DECLARE v_referencia VARCHAR(80);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  CALL sp_validar_producto(doc);
  SET v_producto = campo_entero(doc, '$.id_producto', 1, 4294967295), v_nuevo = campo_entero(doc, '$.precio_venta', 1, 999999999999);
  IF v_producto IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=id_producto'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT IF(p.precio_venta = v_nuevo, v_producto, CONCAT('precio:', v_producto, ':', v_nuevo)) INTO v_referencia
  FROM productos p WHERE p.id_producto = v_producto;
  CALL sp_actor(doc, 'product.edit', COALESCE(v_referencia, v_producto), v_usuario, v_aprobacion);
  CALL sp_ocupar_catalogo();
  SELECT p.edicion, p.precio_venta INTO v_edicion, v_precio
  FROM productos p WHERE p.id_producto = v_producto FOR UPDATE;
  IF v_edicion IS NULL THEN CALL sp_rechazar(CONCAT('PRODUCTO_INEXISTENTE|id_producto=', v_producto)); END IF;
  IF NOT v_edicion <=> campo_entero(doc, '$.edicion', 1, 4294967295) THEN
    CALL sp_rechazar(CONCAT('CONFLICTO|edicion=', v_edicion));
  END IF;
  IF v_nuevo <> v_precio THEN CALL sp_limitar_precio(doc, v_producto, v_precio, v_nuevo, v_usuario, v_aprobacion); END IF;
  CALL sp_validar_referencias_producto(doc, v_producto);
  UPDATE productos SET id_categoria = campo_entero(doc, '$.id_categoria', 1, 4294967295),
    codigo = campo_texto(doc, '$.codigo', 40), nombre = campo_texto(doc, '$.nombre', 120),
    descripcion = campo_texto(doc, '$.descripcion', 500), precio_compra = campo_entero(doc, '$.precio_compra', 0, 999999999999),
    precio_venta = v_nuevo, tasa_iva = campo_entero(doc, '$.tasa_iva', 0, 100),
    stock_minimo = campo_entero(doc, '$.stock_minimo', 0, 9999999),
    vende_sin_stock = campo_entero(doc, '$.vende_sin_stock', 0, 1), frecuente = campo_entero(doc, '$.frecuente', 1, 9999)
  WHERE id_producto = v_producto;
  CALL sp_guardar_partes_producto(doc, v_producto);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_producto AS id_producto;
END
