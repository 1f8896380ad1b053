-- A new product with its bar codes, allergens and opening stock (`stock_inicial`; the ledger begins with it).
CREATE PROCEDURE sp_crear_producto(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_producto INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_stock INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  CALL sp_validar_producto(doc);
  SET v_stock = COALESCE(campo_entero(doc, '$.stock_inicial', 0, 9999999), 0);
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'product.edit', CONCAT('producto:', campo_texto(doc, '$.codigo', 40)), v_usuario, v_aprobacion);
  CALL sp_ocupar_catalogo();
  CALL sp_validar_referencias_producto(doc, 0);
  INSERT INTO productos (id_categoria, codigo, nombre, descripcion, precio_compra, precio_venta, tasa_iva, stock_actual,
    stock_minimo, vende_sin_stock, frecuente)
  VALUES (campo_entero(doc, '$.id_categoria', 1, 4294967295), campo_texto(doc, '$.codigo', 40),
    campo_texto(doc, '$.nombre', 120), campo_texto(doc, '$.descripcion', 500),
    campo_entero(doc, '$.precio_compra', 0, 999999999999), campo_entero(doc, '$.precio_venta', 1, 999999999999),
    campo_entero(doc, '$.tasa_iva', 0, 100), v_stock, campo_entero(doc, '$.stock_minimo', 0, 9999999),
    campo_entero(doc, '$.vende_sin_stock', 0, 1), campo_entero(doc, '$.frecuente', 1, 9999));
  SET v_producto = LAST_INSERT_ID();
  CALL sp_guardar_partes_producto(doc, v_producto);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_producto AS id_producto;
END
