CREATE PROCEDURE sp_crear_alergeno(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_alergeno(doc, 'alta')
