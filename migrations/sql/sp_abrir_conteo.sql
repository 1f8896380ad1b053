-- Begins a count: see sp_guardar_stock.
CREATE PROCEDURE sp_abrir_conteo(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_stock(doc, 'Conteo', 'stock.count', 1)
