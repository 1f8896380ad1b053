-- What became of a mail that a sender had taken: 'enviada', 'pendiente' (again in so many seconds), 'fallida', or 'soltada':
-- given back untried. Only whoever holds it (`reserva`) may say so; `cuantos` 0: it is somebody else's by now.
CREATE PROCEDURE sp_correo_terminar(
  IN correo BIGINT UNSIGNED, IN reserva_dada CHAR(36), IN resultado VARCHAR(12), IN razon VARCHAR(300), IN segundos INT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  IF COALESCE(resultado, '') NOT IN ('enviada', 'pendiente', 'fallida', 'soltada') THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=estado');
  END IF;
  UPDATE notificaciones_correo n
  SET n.estado = IF(resultado = 'soltada', 'pendiente', resultado), n.enviada = resultado = 'enviada',
    n.fecha_envio = IF(resultado = 'enviada', ahora_local(), NULL),
    n.intentos = n.intentos - (resultado = 'soltada'), n.ultimo_error = IF(resultado = 'enviada', NULL, razon),
    n.proximo_intento = UTC_TIMESTAMP() + INTERVAL LEAST(GREATEST(COALESCE(segundos, 0), 0), 604800) SECOND,
    n.reserva = NULL, n.reserva_hasta = NULL
  WHERE n.id_notificacion = correo AND n.estado = 'enviando' AND n.reserva = reserva_dada;
  SELECT ROW_COUNT() AS cuantos;
END
