-- The business day of a moment of the store: `corte_dia` (HH:MM, up to 06:00) is when a day ends and the next begins.
CREATE FUNCTION dia_de(momento DATETIME)
RETURNS DATE
READS SQL DATA SQL SECURITY DEFINER
RETURN CAST(SUBTIME(momento, COALESCE((SELECT a.valor FROM ajustes a WHERE a.clave = 'corte_dia'), '00:00')) AS DATE)
