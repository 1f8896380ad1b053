-- An approval is used once and otherwise never changes.
CREATE TRIGGER trigger_cuidar_aprobacion BEFORE UPDATE ON aprobaciones FOR EACH ROW
IF OLD.usada_en IS NOT NULL OR NEW.usada_en IS NULL OR NOT (
  OLD.id_aprobacion <=> NEW.id_aprobacion AND OLD.permiso <=> NEW.permiso AND OLD.referencia <=> NEW.referencia
  AND OLD.id_solicitante <=> NEW.id_solicitante AND OLD.id_aprobador <=> NEW.id_aprobador
  AND OLD.motivo <=> NEW.motivo AND OLD.creada_en <=> NEW.creada_en) THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=aprobaciones';
END IF
