-- Writes into an open document, a count or a receipt: {id_documento, id_producto, cantidad, modo, costo_unitario}. `suma`
-- adds units to what is noted, `fija` replaces it, `quita` takes the line out. A count remembers the stock of the moment at
-- which a product was first counted (`esperada`); `fija` counts it anew.
CREATE PROCEDURE sp_anotar_stock(IN doc LONGTEXT, IN tipo_pedido VARCHAR(12), IN permiso VARCHAR(40))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_documento, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_usuario, v_producto INT UNSIGNED;
  DECLARE v_cantidad, v_antes, v_stock INT;
  DECLARE v_costo BIGINT;
  DECLARE v_modo VARCHAR(10);
  DECLARE v_tipo, v_estado VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_documento = campo_entero(doc, '$.id_documento', 1, 999999999999999), v_producto = campo_entero(doc, '$.id_producto', 1, 4294967295),
    v_cantidad = campo_entero(doc, '$.cantidad', -9999999, 9999999), v_costo = campo_entero(doc, '$.costo_unitario', 0, 999999999999),
    v_modo = campo_texto(doc, '$.modo', 10);
  IF COALESCE(v_modo, '') NOT IN ('suma', 'fija', 'quita') THEN CALL sp_rechazar('VALOR_INVALIDO|campo=modo'); END IF;
  IF v_cantidad IS NULL AND v_modo <> 'quita' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=cantidad'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, permiso, COALESCE(v_documento, ''), v_usuario, v_aprobacion);
  SELECT d.tipo, d.estado INTO v_tipo, v_estado FROM documentos_stock d WHERE d.id_documento = v_documento FOR UPDATE;
  IF NOT v_tipo <=> tipo_pedido THEN
    CALL sp_rechazar(CONCAT('DOCUMENTO_INEXISTENTE|documento=', COALESCE(v_documento, 0)));
  END IF;
  IF v_estado <> 'Borrador' THEN CALL sp_rechazar(CONCAT('DOCUMENTO_CERRADO|documento=', v_documento, '|estado=', v_estado)); END IF;
  SELECT p.stock_actual INTO v_stock FROM productos p WHERE p.id_producto = v_producto;
  IF v_stock IS NULL THEN CALL sp_rechazar(CONCAT('PRODUCTO_INEXISTENTE|id_producto=', COALESCE(v_producto, 0))); END IF;
  SELECT l.cantidad INTO v_antes FROM detalles_stock l WHERE l.id_documento = v_documento AND l.id_producto = v_producto;

  IF v_modo = 'quita' THEN
    DELETE FROM detalles_stock WHERE id_documento = v_documento AND id_producto = v_producto;
  ELSE
    IF v_modo = 'suma' THEN SET v_cantidad = COALESCE(v_antes, 0) + v_cantidad; END IF;
    -- Nothing of a product is something to have counted, but nothing that came in.
    IF v_cantidad < IF(v_tipo = 'Conteo', 0, 1) OR v_cantidad > 9999999 THEN
      CALL sp_rechazar(CONCAT('CANTIDAD_FUERA_DE_RANGO|cantidad=', v_cantidad, '|maximo=9999999'));
    END IF;
    INSERT INTO detalles_stock (id_documento, id_producto, cantidad, costo_unitario, esperada)
    VALUES (v_documento, v_producto, v_cantidad, IF(v_tipo = 'Ingreso', v_costo, NULL), IF(v_tipo = 'Conteo', v_stock, NULL))
    ON DUPLICATE KEY UPDATE cantidad = v_cantidad, costo_unitario = IF(v_tipo = 'Ingreso', COALESCE(v_costo, costo_unitario), NULL),
      esperada = IF(v_tipo = 'Conteo' AND v_modo = 'fija', v_stock, esperada);
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_documento AS id_documento, v_producto AS id_producto,
    (SELECT l.cantidad FROM detalles_stock l WHERE l.id_documento = v_documento AND l.id_producto = v_producto) AS cantidad,
    (SELECT l.esperada FROM detalles_stock l WHERE l.id_documento = v_documento AND l.id_producto = v_producto) AS esperada;
END
