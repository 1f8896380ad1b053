-- Takes or renews the right to send documents for some seconds: one sender at a time keeps the order of the numbers.
CREATE PROCEDURE sp_tomar_remitente(IN remitente_pedido VARCHAR(64), IN segundos INT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_tomado TINYINT;
  IF COALESCE(remitente_pedido, '') = '' OR NOT COALESCE(segundos BETWEEN 1 AND 3600, 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=remitente');
  END IF;
  INSERT IGNORE INTO remitente_facturas (id_remitente) VALUES (1);
  UPDATE remitente_facturas SET remitente = remitente_pedido, hasta = UTC_TIMESTAMP(3) + INTERVAL segundos SECOND
  WHERE id_remitente = 1 AND (remitente IS NULL OR remitente = remitente_pedido OR hasta < UTC_TIMESTAMP(3));
  SELECT COUNT(*) INTO v_tomado FROM remitente_facturas r WHERE r.remitente = remitente_pedido;
  SELECT v_tomado AS tomado;
END
