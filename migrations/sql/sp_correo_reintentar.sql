-- Makes a mail that failed, or that waits, due at once; NULL: all that failed. Nothing is sent that was sent already.
CREATE PROCEDURE sp_correo_reintentar(IN correo BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_estado VARCHAR(12);
  DECLARE v_cuantos INT;
  IF correo IS NOT NULL THEN
    SELECT n.estado INTO v_estado FROM notificaciones_correo n WHERE n.id_notificacion = correo;
    IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('CORREO_INEXISTENTE|correo=', correo)); END IF;
    IF v_estado NOT IN ('fallida', 'pendiente') THEN
      CALL sp_rechazar(CONCAT('CORREO_NO_PENDIENTE|correo=', correo, '|estado=', v_estado));
    END IF;
  END IF;
  UPDATE notificaciones_correo n
  SET n.estado = 'pendiente', n.intentos = IF(n.estado = 'fallida', 0, n.intentos), n.proximo_intento = UTC_TIMESTAMP()
  WHERE (correo IS NULL AND n.estado = 'fallida')
    OR (n.id_notificacion = correo AND n.estado IN ('fallida', 'pendiente'));
  SET v_cuantos = ROW_COUNT();
  SELECT v_cuantos AS cuantos;
END
