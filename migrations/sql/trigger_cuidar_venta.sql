-- A stored sale never changes, except once, into a void one.
CREATE TRIGGER trigger_cuidar_venta BEFORE UPDATE ON ventas FOR EACH ROW
IF OLD.estado <> 'Completada' OR NEW.estado <> 'Anulada' OR NOT (
  OLD.id_venta <=> NEW.id_venta AND OLD.uuid <=> NEW.uuid AND OLD.numero_venta <=> NEW.numero_venta
  AND OLD.id_caja <=> NEW.id_caja AND OLD.id_turno <=> NEW.id_turno AND OLD.id_usuario <=> NEW.id_usuario
  AND OLD.id_cliente <=> NEW.id_cliente AND OLD.id_hijo <=> NEW.id_hijo AND OLD.id_tarjeta <=> NEW.id_tarjeta
  AND OLD.fecha_venta <=> NEW.fecha_venta AND OLD.dia_negocio <=> NEW.dia_negocio
  AND OLD.modo_iva <=> NEW.modo_iva AND OLD.factura <=> NEW.factura
  AND OLD.subtotal <=> NEW.subtotal AND OLD.descuento <=> NEW.descuento AND OLD.impuesto <=> NEW.impuesto
  AND OLD.impuesto_sumado <=> NEW.impuesto_sumado AND OLD.total <=> NEW.total AND OLD.unidades <=> NEW.unidades
  AND OLD.metodo_pago <=> NEW.metodo_pago AND OLD.monto_entregado <=> NEW.monto_entregado
  AND OLD.vuelto <=> NEW.vuelto AND OLD.monto_tarjeta <=> NEW.monto_tarjeta
  AND OLD.saldo_posterior <=> NEW.saldo_posterior AND OLD.observacion <=> NEW.observacion) THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=ventas';
END IF
