-- Notes in the session that a product has come down to its minimum, without touching a table: whoever moved the stock
-- tells it (sp_avisar_stock). The version makes a note that a rollback left behind harmless.
CREATE TRIGGER trigger_stock_bajo AFTER UPDATE ON productos FOR EACH ROW
IF NEW.stock_actual < OLD.stock_actual AND NEW.stock_actual <= NEW.stock_minimo AND OLD.stock_actual > OLD.stock_minimo
  AND NEW.estado = 'Activo' AND NEW.vende_sin_stock = 0 THEN
  SET @pos_bajos = CONCAT(COALESCE(CONCAT(@pos_bajos, ','), ''), '[', NEW.id_producto, ',', NEW.version, ']');
END IF
