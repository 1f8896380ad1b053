-- Seconds until a message that could not be delivered is tried again, after so many attempts: 5 s to 12 h, three days in
-- all until the fifteenth.
CREATE FUNCTION pausa_de_aviso(intentos INT)
RETURNS INT
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN COALESCE(ELT(GREATEST(intentos, 1), 5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800), 43200)
