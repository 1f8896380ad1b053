-- Stores what became of an event: {remitente, id, estado, envios, fallas, ...}. A registered cancellation cancels its
-- document; numbers registered as unused are given up, and where that was refused they are what they were.
CREATE PROCEDURE sp_asentar_evento(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_remitente VARCHAR(64);
  DECLARE v_evento, v_factura BIGINT UNSIGNED;
  DECLARE v_tipo, v_estado, v_actual, v_documento VARCHAR(12);
  DECLARE v_timbrado, v_desde, v_hasta INT UNSIGNED;
  DECLARE v_establecimiento, v_punto CHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_exigir_remitente(doc, v_remitente);
  SET v_evento = campo_entero(doc, '$.id', 1, 999999999999999), v_estado = campo_texto(doc, '$.estado', 12);
  SELECT e.tipo, e.estado, e.id_factura, e.id_timbrado, e.tipo_documento, e.establecimiento, e.punto, e.desde, e.hasta
  INTO v_tipo, v_actual, v_factura, v_timbrado, v_documento, v_establecimiento, v_punto, v_desde, v_hasta
  FROM eventos_factura e WHERE e.id_evento = v_evento FOR UPDATE;
  IF v_actual IN ('pendiente', 'enviando') THEN
    UPDATE eventos_factura SET estado = v_estado, envios = COALESCE(campo_entero(doc, '$.envios', 0, 1000000), 0),
      fallas = COALESCE(campo_entero(doc, '$.fallas', 0, 1000000), 0),
      proximo_intento = campo_texto(doc, '$.proximo_intento', 23), codigo_respuesta = campo_texto(doc, '$.codigo', 8),
      mensaje_respuesta = LEFT(texto_de(doc, '$.mensaje'), 1000), problema = campo_texto(doc, '$.problema', 20),
      protocolo = campo_texto(doc, '$.protocolo', 40), registrado_en = campo_texto(doc, '$.registrado_en', 23),
      clave_abierta = IF(v_estado IN ('registrado', 'rechazado'), NULL, clave_abierta)
    WHERE id_evento = v_evento;
    IF v_tipo = 'cancelacion' AND v_estado = 'registrado' THEN
      INSERT INTO respuestas_factura (id_factura, de, a, codigo, mensaje, remitente, fecha)
      SELECT f.id_factura, f.estado, 'cancelada', campo_texto(doc, '$.codigo', 8), LEFT(texto_de(doc, '$.mensaje'), 1000),
        v_remitente, ahora_local()
      FROM facturas f WHERE f.id_factura = v_factura AND f.estado <> 'cancelada';
      UPDATE facturas SET estado = 'cancelada', clave_vigente = NULL WHERE id_factura = v_factura AND estado <> 'cancelada';
    ELSEIF v_tipo = 'inutilizar' AND v_estado = 'registrado' THEN
      UPDATE facturas SET estado = 'inutilizada', clave_vigente = NULL
      WHERE id_timbrado = v_timbrado AND tipo = v_documento AND establecimiento = v_establecimiento AND punto = v_punto
        AND numero BETWEEN v_desde AND v_hasta AND estado = 'inutilizando';
    ELSEIF v_tipo = 'inutilizar' AND v_estado = 'rechazado' THEN
      UPDATE facturas SET estado = IF(id_documento IS NULL, 'sin_firmar', 'rechazada')
      WHERE id_timbrado = v_timbrado AND tipo = v_documento AND establecimiento = v_establecimiento AND punto = v_punto
        AND numero BETWEEN v_desde AND v_hasta AND estado = 'inutilizando';
    END IF;
  END IF;
  COMMIT;
  SELECT e.id_evento, e.estado FROM eventos_factura e WHERE e.id_evento = v_evento;
END
