-- A sale was made: told to whoever asked for it. sp_registrar_venta looks once whether anybody listens (`@pos_escucha`).
CREATE TRIGGER trigger_avisar_venta AFTER INSERT ON ventas FOR EACH ROW
IF @pos_escucha = 1 AND EXISTS (SELECT 1 FROM suscripciones s
  WHERE s.estado = 'Activa' AND FIND_IN_SET('venta.registrada', s.eventos) > 0) THEN
  CALL sp_anotar_evento('venta.registrada', NEW.id_venta, JSON_OBJECT(
    'id_venta', NEW.id_venta, 'uuid', NEW.uuid, 'numero', NEW.numero_venta,
    'fecha', DATE_FORMAT(NEW.fecha_venta, '%Y-%m-%d %H:%i:%s'), 'id_caja', NEW.id_caja, 'id_usuario', NEW.id_usuario,
    'id_cliente', NEW.id_cliente, 'id_hijo', NEW.id_hijo, 'modo_iva', NEW.modo_iva, 'factura', NEW.factura,
    'subtotal', NEW.subtotal, 'descuento', NEW.descuento, 'impuesto', NEW.impuesto, 'total', NEW.total,
    'unidades', NEW.unidades, 'medios', NEW.metodo_pago));
END IF
