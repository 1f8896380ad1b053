-- Nothing is added to what was counted once the shift is closed.
CREATE TRIGGER trigger_conteo_en_turno_abierto BEFORE INSERT ON conteos_turno FOR EACH ROW
IF NOT EXISTS (SELECT 1 FROM turnos t WHERE t.id_turno = NEW.id_turno AND t.estado = 'Abierto') THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=conteos_turno';
END IF
