-- Goods that were spoilt, broken or given away, with a reason: see sp_guardar_stock.
CREATE PROCEDURE sp_registrar_merma(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_stock(doc, 'Merma', 'stock.adjust', 0)
