-- Received units of a product, with their cost: see sp_anotar_stock.
CREATE PROCEDURE sp_anotar_ingreso(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_anotar_stock(doc, 'Ingreso', 'stock.receive')
