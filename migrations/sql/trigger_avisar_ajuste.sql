-- A correction can take a balance below the limit as a sale can.
CREATE TRIGGER trigger_avisar_ajuste AFTER INSERT ON ajustes_saldo FOR EACH ROW
BEGIN
  DECLARE v_umbral, v_saldo BIGINT;
  DECLARE v_fecha DATETIME;
  IF NEW.monto < 0 THEN
    SELECT a.umbral INTO v_umbral FROM avisos a WHERE a.tipo = 'saldo_bajo' AND a.activo = 1;
    SELECT m.saldo_nuevo, m.fecha_movimiento INTO v_saldo, v_fecha
    FROM movimientos_tarjeta m WHERE m.id_movimiento = NEW.id_movimiento;
    IF v_saldo < v_umbral AND v_saldo - NEW.monto >= v_umbral THEN
      CALL sp_avisar_saldo(NEW.id_tarjeta, v_saldo, v_umbral, v_fecha);
    END IF;
  END IF;
END
