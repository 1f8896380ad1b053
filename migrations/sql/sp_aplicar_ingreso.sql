-- Takes a receipt into the stock: see sp_cerrar_documento_stock.
CREATE PROCEDURE sp_aplicar_ingreso(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_cerrar_documento_stock(doc, 'Ingreso', 'Aplicado', 'stock.receive')
