-- Goods that came in, at once: see sp_guardar_stock.
CREATE PROCEDURE sp_ingresar_stock(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_stock(doc, 'Ingreso', 'stock.receive', 0)
