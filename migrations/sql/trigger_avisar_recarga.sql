-- The receipt of a top-up, by mail to the client.
CREATE TRIGGER trigger_avisar_recarga AFTER INSERT ON recargas FOR EACH ROW
BEGIN
  DECLARE v_numero VARCHAR(40);
  DECLARE v_hijo, v_cliente, v_email VARCHAR(200);
  DECLARE v_medio VARCHAR(40);
  SELECT t.nro_tarjeta, TRIM(CONCAT(h.nombre, ' ', h.apellido)), TRIM(CONCAT(c.nombre, ' ', c.apellido)),
    COALESCE(c.email, ''), m.nombre
  INTO v_numero, v_hijo, v_cliente, v_email, v_medio
  FROM tarjetas t JOIN hijos h ON h.id_hijo = t.id_hijo JOIN clientes c ON c.id_cliente = h.id_cliente_responsable
  JOIN medios_pago m ON m.id_medio = NEW.id_medio
  WHERE t.id_tarjeta = NEW.id_tarjeta;
  CALL sp_avisar('recarga', v_email, CONCAT('Recarga de la tarjeta de ', v_hijo),
    CONCAT('Estimado/a ', v_cliente, ':\n\nSe cargaron Gs. ', REPLACE(FORMAT(NEW.monto, 0, 'en_US'), ',', '.'),
      ' en la tarjeta de ', v_hijo, ' (', v_medio, ', ', DATE_FORMAT(NEW.fecha, '%d/%m/%Y %H:%i'),
      '). Saldo: Gs. ', REPLACE(FORMAT(NEW.saldo_nuevo, 0, 'en_US'), ',', '.'), '.\n'),
    JSON_OBJECT('cliente', v_cliente, 'estudiante', v_hijo, 'tarjeta', CONCAT('…', RIGHT(v_numero, 3)),
      'recarga', NEW.id_recarga, 'monto', NEW.monto, 'medio', v_medio, 'saldo_anterior', NEW.saldo_anterior,
      'saldo', NEW.saldo_nuevo, 'fecha', DATE_FORMAT(NEW.fecha, '%Y-%m-%d %H:%i:%s')),
    CONCAT('recarga:', NEW.id_recarga));
END
