-- Number of the next copy of what is no sale's ticket: of one top-up, return, shift or movement of cash.
CREATE FUNCTION copia_de_papel(papel VARCHAR(12), referencia BIGINT UNSIGNED)
RETURNS INT
READS SQL DATA SQL SECURITY DEFINER
RETURN (
  SELECT COALESCE(MAX(t.copia), 0) + 1 FROM trabajos_impresion t
  WHERE t.tipo = papel AND t.id_referencia = referencia)
