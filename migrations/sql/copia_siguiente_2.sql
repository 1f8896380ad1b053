-- Number of the next copy of a sale's ticket: the k of `REIMPRESIÓN N.º k`. The slips of its returns have numbers of their own.
CREATE FUNCTION copia_siguiente(venta BIGINT UNSIGNED)
RETURNS INT
READS SQL DATA SQL SECURITY DEFINER
RETURN (
  SELECT COALESCE(MAX(t.copia), 0) + 1 FROM trabajos_impresion t
  WHERE t.id_venta = venta AND t.id_referencia IS NULL)
