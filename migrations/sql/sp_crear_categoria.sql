CREATE PROCEDURE sp_crear_categoria(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_categoria(doc, 1)
