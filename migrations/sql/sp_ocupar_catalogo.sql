-- One change of codes and names at a time: a code must be free among products and bar codes alike, which no key can say.
-- Whoever changes the catalogue holds the first category's row; sales never lock categories.
CREATE PROCEDURE sp_ocupar_catalogo()
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_primera INT UNSIGNED;
  SELECT g.id_categoria INTO v_primera FROM categorias g ORDER BY g.id_categoria LIMIT 1 FOR UPDATE;
END
