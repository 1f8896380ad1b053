-- The oldest job of a till that is due, marked as being sent; no row when there is none.
CREATE PROCEDURE sp_trabajo_tomar(IN caja INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_trabajo BIGINT UNSIGNED;
  SELECT t.id_trabajo INTO v_trabajo FROM trabajos_impresion t
  WHERE t.id_caja = caja AND t.estado = 'pendiente'
    AND (t.proximo_intento IS NULL OR t.proximo_intento <= UTC_TIMESTAMP(3))
  ORDER BY t.id_trabajo LIMIT 1;
  IF v_trabajo IS NOT NULL THEN
    UPDATE trabajos_impresion SET estado = 'enviando', intentos = intentos + 1
    WHERE id_trabajo = v_trabajo AND estado = 'pendiente';
    -- A person may have cancelled it in between.
    IF ROW_COUNT() = 0 THEN SET v_trabajo = NULL; END IF;
  END IF;
  SELECT * FROM v_trabajos_impresion t WHERE t.id_trabajo = v_trabajo;
END
