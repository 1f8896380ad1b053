CREATE PROCEDURE sp_quitar_alergeno(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_guardar_alergeno(doc, 'baja')
