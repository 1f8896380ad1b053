CREATE TRIGGER trigger_fechar_producto BEFORE INSERT ON productos FOR EACH ROW
SET NEW.actualizado_en = UTC_TIMESTAMP(3), NEW.version = 1
