-- Begins a receipt that is noted line by line: see sp_guardar_stock.
CREATE PROCEDURE sp_abrir_ingreso(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_stock(doc, 'Ingreso', 'stock.receive', 1)
