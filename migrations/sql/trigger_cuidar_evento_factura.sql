-- What was asked of the tax authority never changes, and an answered event stays answered.
CREATE TRIGGER trigger_cuidar_evento_factura BEFORE UPDATE ON eventos_factura FOR EACH ROW
IF OLD.estado NOT IN ('pendiente', 'enviando') OR NOT (
  OLD.id_evento <=> NEW.id_evento AND OLD.tipo <=> NEW.tipo AND OLD.id_factura <=> NEW.id_factura
  AND OLD.id_timbrado <=> NEW.id_timbrado AND OLD.tipo_documento <=> NEW.tipo_documento
  AND OLD.establecimiento <=> NEW.establecimiento AND OLD.punto <=> NEW.punto AND OLD.desde <=> NEW.desde
  AND OLD.hasta <=> NEW.hasta AND OLD.motivo <=> NEW.motivo AND OLD.id_usuario <=> NEW.id_usuario
  AND OLD.creado_en <=> NEW.creado_en) THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=eventos_factura';
END IF
