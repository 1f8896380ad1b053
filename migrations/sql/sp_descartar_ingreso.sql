-- Throws a receipt away that was not taken in: see sp_cerrar_documento_stock.
CREATE PROCEDURE sp_descartar_ingreso(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_cerrar_documento_stock(doc, 'Ingreso', 'Descartado', 'stock.receive')
