-- Whoever follows the catalogue must see this as a change of the product.
CREATE TRIGGER trigger_codigos_barra_quitado AFTER DELETE ON codigos_barra FOR EACH ROW
UPDATE productos SET version = version + 1 WHERE id_producto = OLD.id_producto
