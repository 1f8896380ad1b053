-- Tells the client that a card's balance has come below the limit: once until money is put on it again.
CREATE PROCEDURE sp_avisar_saldo(IN tarjeta INT UNSIGNED, IN saldo BIGINT, IN umbral BIGINT, IN ahora DATETIME)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_cargado BIGINT UNSIGNED;
  DECLARE v_numero VARCHAR(40);
  DECLARE v_hijo, v_cliente, v_email VARCHAR(200);
  SELECT m.id_movimiento INTO v_cargado FROM movimientos_tarjeta m
  WHERE m.id_tarjeta = tarjeta AND m.monto > 0 AND m.tipo_movimiento NOT IN ('Anulacion', 'Devolucion')
  ORDER BY m.id_movimiento DESC LIMIT 1;
  SELECT t.nro_tarjeta, TRIM(CONCAT(h.nombre, ' ', h.apellido)), TRIM(CONCAT(c.nombre, ' ', c.apellido)),
    COALESCE(c.email, '')
  INTO v_numero, v_hijo, v_cliente, v_email
  FROM tarjetas t JOIN hijos h ON h.id_hijo = t.id_hijo JOIN clientes c ON c.id_cliente = h.id_cliente_responsable
  WHERE t.id_tarjeta = tarjeta;
  CALL sp_avisar('saldo_bajo', v_email, CONCAT('Saldo bajo en la tarjeta de ', v_hijo),
    CONCAT('Estimado/a ', v_cliente, ':\n\nEn la tarjeta de ', v_hijo, ' quedan Gs. ',
      REPLACE(FORMAT(saldo, 0, 'en_US'), ',', '.'), '. Puede recargarla en la cantina.\n'),
    JSON_OBJECT('cliente', v_cliente, 'estudiante', v_hijo, 'tarjeta', CONCAT('…', RIGHT(v_numero, 3)),
      'saldo', saldo + 0, 'umbral', umbral + 0, 'fecha', DATE_FORMAT(ahora, '%Y-%m-%d %H:%i:%s')),
    CONCAT('saldo_bajo:', tarjeta, ':', COALESCE(v_cargado, 0)));
END
