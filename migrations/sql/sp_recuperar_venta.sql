-- Takes a parked sale back into a cart, once: {id_espera, uuid, id_caja, sesion}. Of two tills one gets it.
CREATE PROCEDURE sp_recuperar_venta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  CALL sp_cerrar_espera(doc, 'Recuperada');
END
