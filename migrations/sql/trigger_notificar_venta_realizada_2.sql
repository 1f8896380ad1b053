-- What a sale has to tell, in its own transaction: itself to the manager, products that it took to their minimum
-- (`@pos_bajos`, of trigger_stock_bajo), and a card's balance that it took below the limit. One small read where there is
-- nothing to tell. The stock is taken by now, the card is locked.
CREATE TRIGGER trigger_notificar_venta_realizada AFTER INSERT ON ventas FOR EACH ROW
BEGIN
  DECLARE v_contar TINYINT;
  DECLARE v_umbral BIGINT;
  DECLARE v_cajero, v_cliente VARCHAR(200);
  SELECT MAX(IF(a.tipo = 'venta', a.activo, 0)), MAX(IF(a.tipo = 'saldo_bajo' AND a.activo = 1, a.umbral, NULL))
  INTO v_contar, v_umbral FROM avisos a WHERE a.tipo IN ('venta', 'saldo_bajo');
  IF v_contar = 1 THEN
    SELECT u.nombre, (SELECT TRIM(CONCAT(c.nombre, ' ', c.apellido)) FROM clientes c WHERE c.id_cliente = NEW.id_cliente)
    INTO v_cajero, v_cliente FROM usuarios u WHERE u.id_usuario = NEW.id_usuario;
    CALL sp_avisar('venta', NULL, CONCAT('Venta realizada ', NEW.numero_venta),
      CONCAT('Venta: ', NEW.numero_venta,
        '\nFecha: ', DATE_FORMAT(NEW.fecha_venta, '%d/%m/%Y %H:%i'),
        '\nTotal: Gs. ', REPLACE(FORMAT(NEW.total, 0, 'en_US'), ',', '.'),
        '\nPago: ', NEW.metodo_pago,
        '\nCajero: ', COALESCE(v_cajero, ''),
        '\nCliente: ', COALESCE(v_cliente, 'sin tarjeta'), '\n'),
      JSON_OBJECT('numero', NEW.numero_venta, 'fecha', DATE_FORMAT(NEW.fecha_venta, '%Y-%m-%d %H:%i:%s'),
        'total', NEW.total, 'unidades', NEW.unidades, 'medio', NEW.metodo_pago, 'cajero', v_cajero,
        'cliente', v_cliente),
      CONCAT('venta:', NEW.id_venta));
  END IF;
  IF @pos_bajos IS NOT NULL THEN CALL sp_avisar_stock(); END IF;
  IF NEW.monto_tarjeta > 0 AND NEW.saldo_posterior < v_umbral
    AND NEW.saldo_posterior + NEW.monto_tarjeta >= v_umbral THEN
    CALL sp_avisar_saldo(NEW.id_tarjeta, NEW.saldo_posterior, v_umbral, NEW.fecha_venta);
  END IF;
END
