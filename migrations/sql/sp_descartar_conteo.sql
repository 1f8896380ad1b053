-- Throws a count away: see sp_cerrar_documento_stock.
CREATE PROCEDURE sp_descartar_conteo(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_cerrar_documento_stock(doc, 'Conteo', 'Descartado', 'stock.count')
