-- Whoever follows the catalogue must see this as a change of the product.
CREATE TRIGGER trigger_codigos_barra_nuevo AFTER INSERT ON codigos_barra FOR EACH ROW
UPDATE productos SET version = version + 1 WHERE id_producto = NEW.id_producto
