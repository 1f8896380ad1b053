-- IVA of an amount in guaraníes, half-up; the twin of taxOf in src/domain/tax.ts.
-- tratamiento: 'incluido' (the amount contains it), 'sumado' (it comes on top), 'ninguno'.
CREATE FUNCTION calcular_iva(base BIGINT, tasa INT, tratamiento VARCHAR(10))
RETURNS BIGINT
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN CASE
  WHEN tratamiento = 'incluido' THEN (2 * base * tasa + 100 + tasa) DIV (2 * (100 + tasa))
  WHEN tratamiento = 'sumado' THEN (2 * base * tasa + 100) DIV 200
  ELSE 0
END
