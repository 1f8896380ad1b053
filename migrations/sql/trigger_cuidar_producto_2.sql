-- Stock changes only through the routines that also write its ledger; every change gets a new version for the tills.
-- `edicion` counts the changes that a person makes: a sale must not turn the form of a product stale.
CREATE TRIGGER trigger_cuidar_producto BEFORE UPDATE ON productos FOR EACH ROW
BEGIN
  IF NEW.stock_actual <> OLD.stock_actual THEN
    IF @pos_mueve IS NULL THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|campo=stock_actual';
    END IF;
    IF NEW.stock_actual < 0 AND NEW.stock_actual < OLD.stock_actual AND NEW.vende_sin_stock = 0 THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'STOCK_INSUFICIENTE|disponible=0';
    END IF;
  END IF;
  IF NEW.stock_actual = OLD.stock_actual OR NEW.precio_compra <> OLD.precio_compra THEN
    SET NEW.edicion = OLD.edicion + 1;
  END IF;
  SET NEW.version = OLD.version + 1, NEW.actualizado_en = UTC_TIMESTAMP(3);
END
