-- Drops a parked sale that nobody will come back for: {id_espera, uuid, id_caja, sesion}.
CREATE PROCEDURE sp_descartar_venta_espera(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  CALL sp_cerrar_espera(doc, 'Descartada');
END
