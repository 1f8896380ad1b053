CREATE PROCEDURE sp_actualizar_categoria(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_categoria(doc, 0)
