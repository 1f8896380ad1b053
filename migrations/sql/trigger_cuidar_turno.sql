-- A shift changes once, into a closed one; a closed shift never changes.
CREATE TRIGGER trigger_cuidar_turno BEFORE UPDATE ON turnos FOR EACH ROW
IF OLD.estado <> 'Abierto' OR NEW.estado <> 'Cerrado' OR NOT (
  OLD.id_turno <=> NEW.id_turno AND OLD.uuid_apertura <=> NEW.uuid_apertura AND OLD.id_caja <=> NEW.id_caja
  AND OLD.id_usuario <=> NEW.id_usuario AND OLD.abierto_en <=> NEW.abierto_en
  AND OLD.fondo_inicial <=> NEW.fondo_inicial
  AND NEW.numero_z IS NOT NULL AND NEW.cerrado_en IS NOT NULL AND NEW.cerrado_por IS NOT NULL
  AND NEW.resumen IS NOT NULL AND NEW.diferencia IS NOT NULL
  AND NEW.diferencia <=> NEW.contado - NEW.esperado) THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=turnos';
END IF
