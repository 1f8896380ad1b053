-- Stops a card at once, its balance stays: {sesion, id_tarjeta, motivo}.
CREATE PROCEDURE sp_bloquear_tarjeta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
CALL sp_estado_tarjeta(doc, 'card.block', 'Bloqueada')
