-- Lets a blocked card be used again: {sesion, id_tarjeta, motivo}.
CREATE PROCEDURE sp_desbloquear_tarjeta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_estado_tarjeta(doc, 'card.unblock', 'Activa')
