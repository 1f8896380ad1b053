-- The balance changes only through the routines that also write its ledger.
CREATE TRIGGER trigger_cuidar_tarjeta BEFORE UPDATE ON tarjetas FOR EACH ROW
BEGIN
  IF NEW.saldo_actual <> OLD.saldo_actual AND @pos_mueve IS NULL THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|campo=saldo_actual';
  END IF;
  IF NEW.saldo_actual < 0 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'SALDO_INSUFICIENTE';
  END IF;
END
