-- One document's new state with its line of history, and the mails that follow from it; a part of sp_asentar_facturas.
CREATE PROCEDURE sp_asentar_factura(
  IN factura BIGINT UNSIGNED, IN desde VARCHAR(12), IN hacia VARCHAR(12), IN cambio LONGTEXT, IN quien VARCHAR(64))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_codigo VARCHAR(600) DEFAULT campo_texto(cambio, '$.codigo', 8);
  DECLARE v_mensaje LONGTEXT DEFAULT LEFT(texto_de(cambio, '$.mensaje'), 1000);
  DECLARE v_problema VARCHAR(600) DEFAULT campo_texto(cambio, '$.problema', 20);
  DECLARE v_lote VARCHAR(600) DEFAULT campo_texto(cambio, '$.lote', 40);
  DECLARE v_numero, v_venta, v_titulo VARCHAR(60);
  DECLARE v_cdc CHAR(44);
  DECLARE v_fecha VARCHAR(19);
  DECLARE v_receptor VARCHAR(255);
  DECLARE v_email VARCHAR(190);
  DECLARE v_total BIGINT;
  DECLARE v_documento BIGINT UNSIGNED;
  UPDATE facturas SET estado = hacia, envios = COALESCE(campo_entero(cambio, '$.envios', 0, 1000000), 0),
    fallas = COALESCE(campo_entero(cambio, '$.fallas', 0, 1000000), 0),
    consultas = COALESCE(campo_entero(cambio, '$.consultas', 0, 1000000), 0),
    lote = v_lote, modo = campo_texto(cambio, '$.modo', 4), codigo_respuesta = v_codigo, mensaje_respuesta = v_mensaje,
    problema = v_problema, protocolo = campo_texto(cambio, '$.protocolo', 40),
    proximo_intento = campo_texto(cambio, '$.proximo_intento', 23),
    enviada_en = campo_texto(cambio, '$.enviada_en', 23), aprobada_en = campo_texto(cambio, '$.aprobada_en', 23),
    clave_vigente = IF(hacia = 'cancelada', NULL, clave_vigente)
  WHERE id_factura = factura;
  INSERT INTO respuestas_factura (id_factura, de, a, codigo, mensaje, problema, lote, remitente, fecha)
  VALUES (factura, desde, hacia, v_codigo, v_mensaje, v_problema, v_lote, quien, ahora_local());
  SELECT f.numero_factura, f.numero_venta, f.cdc, DATE_FORMAT(f.emitida_en, '%Y-%m-%d %H:%i:%s'), f.receptor_nombre,
    f.receptor_email, f.total, f.id_documento, IF(f.tipo = 'factura', 'Factura electrónica', 'Nota de crédito electrónica')
  INTO v_numero, v_venta, v_cdc, v_fecha, v_receptor, v_email, v_total, v_documento, v_titulo
  FROM v_facturas f WHERE f.id_factura = factura;
  IF hacia = 'rechazada' THEN
    -- What was never approved need not be cancelled.
    UPDATE eventos_factura SET estado = 'rechazado', mensaje_respuesta = v_mensaje, codigo_respuesta = v_codigo,
      clave_abierta = NULL
    WHERE id_factura = factura AND tipo = 'cancelacion' AND estado = 'pendiente';
    CALL sp_avisar('factura_rechazada', NULL, CONCAT('Factura rechazada ', v_numero),
      CONCAT('Factura: ', v_numero, '\nVenta: ', v_venta, '\nCDC: ', v_cdc, '\nMotivo: ', COALESCE(v_codigo, ''), ' ',
        COALESCE(v_mensaje, ''), '\n'),
      JSON_OBJECT('numero', v_numero, 'cdc', v_cdc, 'fecha', v_fecha, 'receptor', v_receptor, 'total', v_total,
        'codigo', COALESCE(v_codigo, ''), 'mensaje', COALESCE(v_mensaje, '')),
      CONCAT('factura_rechazada:', v_documento));
  ELSEIF hacia IN ('aprobada', 'aprobada_obs') AND v_email IS NOT NULL THEN
    CALL sp_avisar('factura', v_email, CONCAT(v_titulo, ' ', v_numero),
      CONCAT(v_titulo, ': ', v_numero, '\nCDC: ', v_cdc, '\n'),
      JSON_OBJECT('cliente', COALESCE(v_receptor, ''), 'numero', v_numero, 'cdc', v_cdc, 'fecha', v_fecha,
        'total', v_total, 'id_documento', v_documento),
      CONCAT('factura:', factura));
  END IF;
END
