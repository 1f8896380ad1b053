-- A sale was voided, or part of it came back.
CREATE TRIGGER trigger_avisar_devolucion AFTER INSERT ON devoluciones FOR EACH ROW
IF EXISTS (SELECT 1 FROM suscripciones s WHERE s.estado = 'Activa'
  AND FIND_IN_SET(IF(NEW.tipo = 'Anulacion', 'venta.anulada', 'venta.devuelta'), s.eventos) > 0) THEN
  CALL sp_anotar_evento(IF(NEW.tipo = 'Anulacion', 'venta.anulada', 'venta.devuelta'), NEW.id_devolucion, JSON_OBJECT(
    'id_devolucion', NEW.id_devolucion, 'uuid', NEW.uuid, 'id_venta', NEW.id_venta,
    'numero', (SELECT v.numero_venta FROM ventas v WHERE v.id_venta = NEW.id_venta),
    'fecha', DATE_FORMAT(NEW.fecha, '%Y-%m-%d %H:%i:%s'), 'id_caja', NEW.id_caja, 'id_usuario', NEW.id_usuario,
    'motivo', NEW.motivo, 'subtotal', NEW.subtotal, 'impuesto', NEW.impuesto, 'total', NEW.total));
END IF
