-- Forgets what was told, or given up, a month ago; some hundreds at a time, so that nobody waits for it.
CREATE PROCEDURE sp_limpiar_eventos()
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_entregas INT;
  DELETE FROM entregas WHERE estado IN ('entregada', 'fallida') AND terminada_en < UTC_TIMESTAMP() - INTERVAL 30 DAY LIMIT 500;
  SET v_entregas = ROW_COUNT();
  DELETE FROM eventos WHERE creado_en < UTC_TIMESTAMP() - INTERVAL 30 DAY
    AND NOT EXISTS (SELECT 1 FROM entregas e WHERE e.id_evento = eventos.id_evento) LIMIT 500;
  SELECT v_entregas AS cuenta;
END
