-- A till has ended; one that was killed is taken for ended when it has said nothing for a while.
CREATE PROCEDURE sp_despedir_caja(IN id_de_proceso CHAR(36))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DELETE FROM cajas_activas WHERE proceso = id_de_proceso;
END
