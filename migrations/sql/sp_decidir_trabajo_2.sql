-- A person decides about a print job. decision: 'imprimir' (again, as a copy if bytes may have gone out) or
-- 'dejar' (what is uncertain counts as printed, what waits is cancelled).
CREATE PROCEDURE sp_decidir_trabajo(IN trabajo BIGINT UNSIGNED, IN usuario INT UNSIGNED, IN decision VARCHAR(10))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_estado VARCHAR(12);
  DECLARE v_venta, v_referencia BIGINT UNSIGNED;
  DECLARE v_tipo VARCHAR(12);
  DECLARE v_copia INT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF rol_de(usuario) IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  START TRANSACTION;
  SELECT t.id_venta INTO v_venta FROM trabajos_impresion t WHERE t.id_trabajo = trabajo;
  -- The same order as a copy takes: the sale, then its jobs.
  IF v_venta IS NOT NULL THEN SELECT v.id_venta INTO v_venta FROM ventas v WHERE v.id_venta = v_venta FOR UPDATE; END IF;
  SELECT t.estado, t.copia, t.tipo, t.id_referencia INTO v_estado, v_copia, v_tipo, v_referencia
  FROM trabajos_impresion t WHERE t.id_trabajo = trabajo FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('TRABAJO_INEXISTENTE|trabajo=', COALESCE(trabajo, 0))); END IF;
  IF v_estado = 'enviando' THEN CALL sp_rechazar(CONCAT('CONFLICTO|trabajo=', trabajo)); END IF;

  IF decision = 'imprimir' AND v_estado IN ('incierto', 'enviado', 'confirmado') THEN
    UPDATE trabajos_impresion SET estado = 'pendiente', causa = NULL, proximo_intento = NULL, terminado_en = NULL,
      copia = CASE WHEN v_referencia IS NOT NULL THEN copia_de_papel(v_tipo, v_referencia)
        WHEN v_venta IS NOT NULL THEN copia_siguiente(v_venta) ELSE 0 END, id_usuario = usuario
    WHERE id_trabajo = trabajo;
  ELSEIF decision = 'imprimir' THEN
    UPDATE trabajos_impresion SET estado = 'pendiente', proximo_intento = NULL, terminado_en = NULL
    WHERE id_trabajo = trabajo;
  ELSEIF v_estado = 'incierto' THEN
    UPDATE trabajos_impresion SET estado = 'confirmado', terminado_en = ahora_local() WHERE id_trabajo = trabajo;
  ELSEIF v_estado = 'pendiente' THEN
    UPDATE trabajos_impresion SET estado = 'cancelado', terminado_en = ahora_local() WHERE id_trabajo = trabajo;
  END IF;
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, antes, despues)
  VALUES (UTC_TIMESTAMP(3), usuario, USER(), 'trabajos_impresion', trabajo, decision,
    JSON_OBJECT('estado', v_estado, 'copia', v_copia), JSON_OBJECT('decision', decision));
  COMMIT;
  SELECT * FROM v_trabajos_impresion t WHERE t.id_trabajo = trabajo;
END
