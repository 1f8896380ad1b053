-- Jobs found half sent belong to a print process that died: nobody knows what is on the paper.
CREATE PROCEDURE sp_trabajos_recuperar(IN caja INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  UPDATE trabajos_impresion SET estado = 'incierto', causa = 'INTERRUMPIDA'
  WHERE id_caja = caja AND estado = 'enviando';
  SELECT ROW_COUNT() AS cuantos;
END
