-- How a job that was being sent ended. resultado: 'confirmado', 'enviado', 'incierto' or 'pendiente' (again later).
CREATE PROCEDURE sp_trabajo_terminar(
  IN trabajo BIGINT UNSIGNED, IN resultado VARCHAR(12), IN razon VARCHAR(60), IN segundos DECIMAL(10, 3))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  IF resultado NOT IN ('confirmado', 'enviado', 'incierto', 'pendiente') THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=estado');
  END IF;
  UPDATE trabajos_impresion SET estado = resultado, causa = razon,
    proximo_intento = IF(resultado = 'pendiente',
      UTC_TIMESTAMP(3) + INTERVAL CAST(COALESCE(segundos, 0) * 1000000 AS SIGNED) MICROSECOND, NULL),
    terminado_en = IF(resultado IN ('confirmado', 'enviado'), ahora_local(), NULL)
  WHERE id_trabajo = trabajo AND estado = 'enviando';
END
