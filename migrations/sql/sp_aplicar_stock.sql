-- Writes a planned import of stock: one document of adjustment, by the routine that moves all stock, and the costs.
CREATE PROCEDURE sp_aplicar_stock(IN importacion BIGINT UNSIGNED, IN usuario INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_documento BIGINT UNSIGNED;
  UPDATE (
    SELECT s.id_producto, s.costo FROM importaciones_stock s
    WHERE s.id_importacion = importacion AND s.accion = 'cambio' AND s.costo IS NOT NULL
    ORDER BY s.id_producto LIMIT 1000000
  ) l STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
  SET p.precio_compra = l.costo WHERE p.precio_compra <> l.costo;
  IF EXISTS (SELECT 1 FROM importaciones_stock s WHERE s.id_importacion = importacion AND s.diferencia <> 0) THEN
    INSERT INTO documentos_stock (uuid, tipo, estado, motivo, id_usuario, creado_en, aplicado_en)
    SELECT i.uuid, 'Ajuste', 'Aplicado', CONCAT('Importación: ', i.archivo), usuario, ahora_local(), ahora_local()
    FROM importaciones i WHERE i.id_importacion = importacion;
    SET v_documento = LAST_INSERT_ID();
    INSERT INTO detalles_stock (id_documento, id_producto, cantidad, costo_unitario)
    SELECT v_documento, s.id_producto, s.diferencia, s.costo FROM importaciones_stock s
    WHERE s.id_importacion = importacion AND s.diferencia <> 0 ORDER BY s.id_producto;
    CALL sp_mover_stock(v_documento, usuario, 0);
  END IF;
END
