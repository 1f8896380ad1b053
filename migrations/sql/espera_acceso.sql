-- Seconds until the next sign-in is heard: 1, 2, 4 ... 300 after the last failure, forgotten after an hour.
CREATE FUNCTION espera_acceso(nombre_acceso VARCHAR(200), usuario INT UNSIGNED)
RETURNS INT
READS SQL DATA SQL SECURITY DEFINER
RETURN COALESCE((
  SELECT CEILING(GREATEST(0, LEAST(300, POW(2, LEAST(i.fallos, 12) - 1))
    - TIMESTAMPDIFF(MICROSECOND, i.ultimo_fallo, UTC_TIMESTAMP(3)) / 1000000))
  FROM intentos_acceso i
  WHERE i.clave = IF(usuario IS NULL, CONCAT('@', nombre_acceso), CONCAT('#', usuario))
    AND i.ultimo_fallo > UTC_TIMESTAMP(3) - INTERVAL 1 HOUR), 0)
