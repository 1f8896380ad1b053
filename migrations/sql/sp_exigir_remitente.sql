-- Refuses whoever does not hold the right to send, and keeps it from changing hands until the transaction ends.
CREATE PROCEDURE sp_exigir_remitente(IN doc LONGTEXT, OUT remitente_dado VARCHAR(64))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_tiene TINYINT DEFAULT 0;
  SET remitente_dado = campo_texto(doc, '$.remitente', 64);
  SELECT 1 INTO v_tiene FROM remitente_facturas r
  WHERE r.remitente = remitente_dado AND r.hasta >= UTC_TIMESTAMP(3) FOR UPDATE;
  IF v_tiene = 0 THEN CALL sp_rechazar('ENVIO_OCUPADO'); END IF;
END
