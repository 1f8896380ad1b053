-- The card that takes the money of a return, locked: the sale's own, or the student's present one when that was replaced.
-- NULL when the student has none left.
CREATE PROCEDURE sp_tarjeta_devolucion(IN de_venta INT UNSIGNED, OUT tarjeta INT UNSIGNED, OUT saldo BIGINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_estado VARCHAR(12);
  DECLARE v_hijo INT UNSIGNED;
  SELECT t.id_tarjeta, t.saldo_actual, t.estado, t.id_hijo INTO tarjeta, saldo, v_estado, v_hijo
  FROM tarjetas t WHERE t.id_tarjeta = de_venta FOR UPDATE;
  IF v_estado = 'Reemplazada' THEN
    SET tarjeta = (
      SELECT t.id_tarjeta FROM tarjetas t WHERE t.id_hijo = v_hijo AND t.estado <> 'Reemplazada'
      ORDER BY t.estado = 'Activa' DESC, t.id_tarjeta DESC LIMIT 1), saldo = NULL;
    IF tarjeta IS NOT NULL THEN
      SELECT t.saldo_actual, t.estado INTO saldo, v_estado FROM tarjetas t WHERE t.id_tarjeta = tarjeta FOR UPDATE;
      -- Replaced in this very moment: told as a deadlock, so that the caller sends the document again.
      IF v_estado = 'Reemplazada' THEN
        SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'return to be repeated';
      END IF;
    END IF;
  END IF;
END
