-- Counted units of a product: see sp_anotar_stock.
CREATE PROCEDURE sp_contar(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_anotar_stock(doc, 'Conteo', 'stock.count')
