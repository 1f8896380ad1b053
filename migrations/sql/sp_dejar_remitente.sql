-- Gives the right to send back.
CREATE PROCEDURE sp_dejar_remitente(IN remitente_pedido VARCHAR(64))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  UPDATE remitente_facturas SET remitente = NULL, hasta = NULL WHERE remitente = remitente_pedido;
END
