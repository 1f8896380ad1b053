-- Voids a sale once: {uuid, id_venta, id_caja, motivo, sesion, id_aprobacion, efectivo}. What is left of it comes back
-- by new movements, its goods to the shelf.
CREATE PROCEDURE sp_anular_venta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  CALL sp_hacer_devolucion(doc, 'Anulacion');
END
