-- A parked sale changes once: it is recalled, dropped or expires.
CREATE TRIGGER trigger_cuidar_espera BEFORE UPDATE ON ventas_espera FOR EACH ROW
IF OLD.estado <> 'Abierta' OR NEW.estado = 'Abierta' OR NOT (
  OLD.id_espera <=> NEW.id_espera AND OLD.uuid <=> NEW.uuid AND OLD.id_caja <=> NEW.id_caja
  AND OLD.id_usuario <=> NEW.id_usuario AND OLD.contenido <=> NEW.contenido AND OLD.total <=> NEW.total
  AND OLD.creada_en <=> NEW.creada_en) THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=ventas_espera';
END IF
