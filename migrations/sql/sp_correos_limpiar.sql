-- Forgets mails that were sent, alone or within another, more than so many days ago (setting `correo_dias`, else 90): some
-- hundreds at a time, so that nobody waits for it. What failed stays until somebody looks at it. `cuenta`: how many are gone.
CREATE PROCEDURE sp_correos_limpiar()
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_limite DATETIME;
  DECLARE v_cuenta INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  SET v_limite = UTC_TIMESTAMP() - INTERVAL
    COALESCE((SELECT CAST(j.valor AS UNSIGNED) FROM ajustes j WHERE j.clave = 'correo_dias'), 90) DAY;
  -- Without locks on what lies between: senders mark theirs meanwhile.
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  -- The time of a mail that went out is when it did (sp_correo_terminar): the queue's index finds the old ones.
  DELETE FROM notificaciones_correo WHERE estado = 'enviada' AND proximo_intento < v_limite
  ORDER BY proximo_intento LIMIT 500;
  SET v_cuenta = ROW_COUNT();
  DELETE FROM notificaciones_correo WHERE estado = 'agrupada' AND proximo_intento < v_limite
  ORDER BY proximo_intento LIMIT 500;
  SET v_cuenta = v_cuenta + ROW_COUNT();
  COMMIT;
  SELECT v_cuenta AS cuenta;
END
