-- Moves the stock to what was counted: see sp_cerrar_documento_stock.
CREATE PROCEDURE sp_aplicar_conteo(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_cerrar_documento_stock(doc, 'Conteo', 'Aplicado', 'stock.apply')
