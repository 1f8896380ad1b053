-- Gives back lines of a sale, whole or in part: {uuid, id_venta, id_caja, motivo, sesion, id_aprobacion,
-- lineas: [{linea, cantidad, destino: 'Stock' or 'Merma'}], efectivo}.
CREATE PROCEDURE sp_devolver_venta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  CALL sp_hacer_devolucion(doc, 'Devolucion');
END
