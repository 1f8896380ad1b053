-- A number that was given is never given again.
CREATE TRIGGER trigger_cuidar_numeracion BEFORE UPDATE ON numeraciones FOR EACH ROW
IF NEW.ultimo_numero < OLD.ultimo_numero OR NOT (
  OLD.id_timbrado <=> NEW.id_timbrado AND OLD.tipo <=> NEW.tipo AND OLD.establecimiento <=> NEW.establecimiento
  AND OLD.punto <=> NEW.punto AND OLD.ambiente <=> NEW.ambiente) THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=numeraciones';
END IF
