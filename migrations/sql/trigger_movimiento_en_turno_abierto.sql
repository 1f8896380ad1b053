-- No cash moves in a shift that is closed.
CREATE TRIGGER trigger_movimiento_en_turno_abierto BEFORE INSERT ON movimientos_caja FOR EACH ROW
IF NOT EXISTS (SELECT 1 FROM turnos t WHERE t.id_turno = NEW.id_turno AND t.estado = 'Abierto') THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=movimientos_caja';
END IF
