-- Whoever follows the catalogue must see this as a change of the product.
CREATE TRIGGER trigger_productos_alergenos_cambiado AFTER UPDATE ON productos_alergenos FOR EACH ROW
UPDATE productos SET version = version + 1 WHERE id_producto IN (OLD.id_producto, NEW.id_producto)
