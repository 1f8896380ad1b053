-- Uses up a manager's approval of exactly this act of this person, in the transaction of the act: a refusal gives it back.
CREATE PROCEDURE sp_usar_aprobacion(
  IN aprobacion BIGINT UNSIGNED, IN solicitante INT UNSIGNED, IN permiso_pedido VARCHAR(40),
  IN referencia_pedida VARCHAR(80), IN para VARCHAR(60))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  UPDATE aprobaciones a SET a.usada_en = ahora_local(), a.usada_para = para
  WHERE a.id_aprobacion = aprobacion AND a.id_solicitante = solicitante AND a.permiso = permiso_pedido
    AND a.referencia = referencia_pedida AND a.usada_en IS NULL
    AND a.creada_en > ahora_local() - INTERVAL 30 MINUTE
    AND puede(rol_de(a.id_aprobador), permiso_pedido) = 1;
  IF ROW_COUNT() = 0 THEN CALL sp_rechazar('AUTORIZACION_INVALIDA'); END IF;
END
