-- The stock of a product changed, for whatever reason. A sale of many lines has looked once whether anybody listens.
CREATE TRIGGER trigger_avisar_stock AFTER INSERT ON movimientos_inventario FOR EACH ROW
IF (@pos_escucha = 1 OR NEW.tipo_movimiento <> 'Venta') AND EXISTS (SELECT 1 FROM suscripciones s
  WHERE s.estado = 'Activa' AND FIND_IN_SET('stock.cambiado', s.eventos) > 0) THEN
  CALL sp_anotar_evento('stock.cambiado', NEW.id_movimiento, JSON_OBJECT(
    'id_movimiento', NEW.id_movimiento, 'id_producto', NEW.id_producto,
    'codigo', (SELECT p.codigo FROM productos p WHERE p.id_producto = NEW.id_producto),
    'tipo', NEW.tipo_movimiento, 'cantidad', NEW.cantidad_movimiento, 'stock_anterior', NEW.cantidad_anterior,
    'stock', NEW.cantidad_nueva, 'id_venta', NEW.id_venta,
    'fecha', DATE_FORMAT(NEW.fecha_movimiento, '%Y-%m-%d %H:%i:%s')));
END IF
