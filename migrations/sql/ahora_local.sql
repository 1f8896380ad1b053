-- The store's time, whole seconds. Named time zones need tables that a server may not have; an offset does not.
CREATE FUNCTION ahora_local()
RETURNS DATETIME
READS SQL DATA SQL SECURITY DEFINER
RETURN CONVERT_TZ(UTC_TIMESTAMP(), '+00:00',
  COALESCE((SELECT a.valor FROM ajustes a WHERE a.clave = 'zona_horaria'), '-03:00'))
