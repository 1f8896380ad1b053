-- Stores a signed document, once: {id_factura, cdc, xml (Base64), qr, contenido, rehacer}. Whoever comes second gets what is
-- stored. `rehacer`: a rejected one is signed anew under its CDC; the former bytes stay. Its paper is queued at the first.
CREATE PROCEDURE sp_firmar_factura(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_factura, v_documento, v_venta BIGINT UNSIGNED;
  DECLARE v_caja, v_usuario INT UNSIGNED;
  DECLARE v_cdc, v_esperado VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_xml LONGBLOB;
  DECLARE v_qr LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_contenido LONGTEXT;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_repetida TINYINT DEFAULT 0;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_factura = COALESCE(campo_entero(doc, '$.id_factura', 1, 999999999999999), 0),
    v_cdc = campo_texto(doc, '$.cdc', 44),
    v_xml = FROM_BASE64(JSON_UNQUOTE(JSON_EXTRACT(doc, '$.xml'))),
    v_qr = JSON_UNQUOTE(JSON_EXTRACT(doc, '$.qr')),
    v_contenido = JSON_EXTRACT(doc, '$.contenido');
  IF COALESCE(LENGTH(v_xml), 0) NOT BETWEEN 100 AND 16000000 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=xml'); END IF;
  IF COALESCE(LENGTH(v_qr), 0) NOT BETWEEN 1 AND 1000 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=qr'); END IF;
  IF COALESCE(JSON_TYPE(v_contenido), '') <> 'OBJECT' THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=contenido'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT f.estado, f.id_venta, f.id_caja, f.id_usuario,
    CONCAT(IF(f.tipo = 'factura', '01', '05'), LPAD(SUBSTRING_INDEX(e.ruc, '-', 1), 8, '0'), SUBSTRING_INDEX(e.ruc, '-', -1),
      f.establecimiento, f.punto, LPAD(f.numero, 7, '0'), e.tipo_contribuyente, DATE_FORMAT(f.emitida_en, '%Y%m%d'), '1',
      f.codigo_seguridad)
  INTO v_estado, v_venta, v_caja, v_usuario, v_esperado
  FROM facturas f JOIN emisor e WHERE f.id_factura = v_factura FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('FACTURA_INEXISTENTE|factura=', v_factura)); END IF;
  IF v_estado = 'sin_firmar' OR (v_estado = 'rechazada' AND valor_de(doc, '$.rehacer') = 'true') THEN
    -- The number is the database's: no signature may bind it to anything else.
    IF CHAR_LENGTH(v_cdc) <> 44 OR NOT v_cdc REGEXP '^[0-9]{44}$' OR LEFT(v_cdc, 43) <> v_esperado THEN
      CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=cdc');
    END IF;
    INSERT INTO documentos_factura (id_factura, cdc, xml, qr, contenido, firmado_en)
    VALUES (v_factura, v_cdc, v_xml, v_qr, v_contenido, ahora_local());
    SET v_documento = LAST_INSERT_ID();
    UPDATE facturas SET cdc = v_cdc, id_documento = v_documento, firmada_en = ahora_local(), estado = 'pendiente',
      envios = 0, fallas = 0, proximo_intento = NULL, codigo_respuesta = NULL, mensaje_respuesta = NULL, problema = NULL,
      lote = NULL, modo = NULL, consultas = 0, enviada_en = NULL
    WHERE id_factura = v_factura;
    IF v_estado = 'sin_firmar' THEN
      INSERT INTO trabajos_impresion (id_caja, tipo, id_venta, id_referencia, id_usuario, creado_en)
      VALUES (v_caja, 'factura', v_venta, v_factura, v_usuario, ahora_local());
    END IF;
  ELSE
    SET v_repetida = 1;
  END IF;
  COMMIT;
  SELECT f.*, v_repetida AS repetida FROM v_facturas f WHERE f.id_factura = v_factura;
END
