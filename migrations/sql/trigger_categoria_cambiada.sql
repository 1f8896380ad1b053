-- Whoever follows the catalogue must see this as a change of the category's products.
CREATE TRIGGER trigger_categoria_cambiada AFTER UPDATE ON categorias FOR EACH ROW
UPDATE productos SET version = version + 1 WHERE id_categoria = NEW.id_categoria
