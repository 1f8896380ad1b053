-- A card that is created with a balance starts its ledger with it.
CREATE TRIGGER trigger_saldo_inicial AFTER INSERT ON tarjetas FOR EACH ROW
IF NEW.saldo_actual <> 0 THEN
  INSERT INTO movimientos_tarjeta (id_tarjeta, id_usuario, tipo_movimiento, monto, saldo_anterior, saldo_nuevo,
    fecha_movimiento)
  VALUES (NEW.id_tarjeta, @pos_usuario, 'Inicial', NEW.saldo_actual, 0, NEW.saldo_actual, ahora_local());
END IF
