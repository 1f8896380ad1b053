-- Puts stock right by signed differences, with a reason: see sp_guardar_stock.
CREATE PROCEDURE sp_ajustar_stock(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_stock(doc, 'Ajuste', 'stock.adjust', 0)
