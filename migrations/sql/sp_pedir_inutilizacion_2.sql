-- Reports numbers that no valid document carries: {sesion, tipo, establecimiento, punto, desde, hasta, motivo}. Each must be
-- unsigned, rejected, or from before the numbering began here; not one that lives, nor one still to be given.
CREATE PROCEDURE sp_pedir_inutilizacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_timbrado, v_ultimo INT UNSIGNED;
  DECLARE v_aprobacion, v_evento BIGINT UNSIGNED;
  DECLARE v_desde, v_hasta BIGINT;
  DECLARE v_tipo, v_est, v_pto VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_motivo VARCHAR(600);
  DECLARE v_ambiente VARCHAR(12);
  DECLARE v_viva VARCHAR(40);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'invoice.cancel', 'inutilizar', v_usuario, v_aprobacion);
  SET v_tipo = campo_texto(doc, '$.tipo', 12), v_est = campo_texto(doc, '$.establecimiento', 3),
    v_pto = campo_texto(doc, '$.punto', 3), v_desde = campo_entero(doc, '$.desde', 1, 9999999),
    v_hasta = campo_entero(doc, '$.hasta', 1, 9999999), v_motivo = campo_motivo(doc);
  IF CHAR_LENGTH(v_motivo) < 5 THEN CALL sp_rechazar('MOTIVO_CORTO|minimo=5'); END IF;
  IF NOT COALESCE(v_tipo IN ('factura', 'nota_credito'), 0) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=tipo'); END IF;
  IF NOT COALESCE(v_hasta >= v_desde AND v_hasta - v_desde < 1000, 0) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=hasta'); END IF;
  SELECT e.ambiente INTO v_ambiente FROM emisor e;
  SELECT n.id_timbrado, n.ultimo_numero INTO v_timbrado, v_ultimo
  FROM numeraciones n JOIN timbrados t ON t.id_timbrado = n.id_timbrado
  WHERE t.activo = 1 AND n.ambiente = v_ambiente AND n.tipo = v_tipo AND n.establecimiento = v_est AND n.punto = v_pto FOR UPDATE;
  IF v_timbrado IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=punto'); END IF;
  IF v_hasta > v_ultimo THEN CALL sp_rechazar(CONCAT('NUMERO_SIN_DAR|numero=', v_ultimo)); END IF;
  SELECT MIN(CONCAT(LPAD(f.numero, 7, '0'), '|estado=', f.estado)) INTO v_viva FROM facturas f
  WHERE f.id_timbrado = v_timbrado AND f.ambiente = v_ambiente AND f.tipo = v_tipo AND f.establecimiento = v_est AND f.punto = v_pto
    AND f.numero BETWEEN v_desde AND v_hasta AND f.estado NOT IN ('sin_firmar', 'rechazada');
  IF v_viva IS NOT NULL THEN CALL sp_rechazar(CONCAT('NUMERO_EN_USO|numero=', v_viva)); END IF;
  UPDATE facturas SET estado = 'inutilizando', clave_vigente = NULL
  WHERE id_timbrado = v_timbrado AND ambiente = v_ambiente AND tipo = v_tipo AND establecimiento = v_est AND punto = v_pto
    AND numero BETWEEN v_desde AND v_hasta;
  INSERT INTO eventos_factura (tipo, id_timbrado, tipo_documento, establecimiento, punto, desde, hasta, motivo, id_usuario,
    creado_en)
  VALUES ('inutilizar', v_timbrado, v_tipo, v_est, v_pto, v_desde, v_hasta, v_motivo, v_usuario, ahora_local());
  SET v_evento = LAST_INSERT_ID();
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_eventos_factura e WHERE e.id_evento = v_evento;
END
