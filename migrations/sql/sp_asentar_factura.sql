-- One document's new state with its line of history, and the mails that follow from it; a part of sp_asentar_facturas.
CREATE PROCEDURE sp_asentar_factura(
  IN factura BIGINT UNSIGNED, IN desde VARCHAR(12), IN hacia VARCHAR(12), IN cambio LONGTEXT, IN quien VARCHAR(64))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_codigo VARCHAR(600) DEFAULT campo_texto(cambio, '$.codigo', 8);
  DECLARE v_mensaje LONGTEXT DEFAULT LEFT(texto_de(cambio, '$.mensaje'), 1000);
  DECLARE v_problema VARCHAR(600) DEFAULT campo_texto(cambio, '$.problema', 20);
  DECLARE v_lote VARCHAR(600) DEFAULT campo_texto(cambio, '$.lote', 40);
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
  IF hacia = 'rechazada' THEN
    -- What was never approved need not be cancelled.
    UPDATE eventos_factura SET estado = 'rechazado', mensaje_respuesta = v_mensaje, codigo_respuesta = v_codigo,
      clave_abierta = NULL
    WHERE id_factura = factura AND tipo = 'cancelacion' AND estado = 'pendiente';
    INSERT INTO notificaciones_correo (destinatario, asunto, cuerpo, tipo_notificacion, fecha_creacion, clave_unica)
    SELECT a.valor, CONCAT('Factura rechazada ', f.numero_factura),
      CONCAT('Factura: ', f.numero_factura, '\nVenta: ', f.numero_venta, '\nCDC: ', f.cdc,
        '\nMotivo: ', COALESCE(v_codigo, ''), ' ', COALESCE(v_mensaje, ''), '\n'),
      'factura_rechazada', ahora_local(), CONCAT('factura_rechazada:', f.id_factura, ':', f.id_documento)
    FROM v_facturas f JOIN ajustes a ON a.clave = 'correo_gerente' AND a.valor <> ''
    WHERE f.id_factura = factura
    ON DUPLICATE KEY UPDATE clave_unica = VALUES(clave_unica);
  END IF;
END
