-- Asks for the cancellation of a document: {sesion, id_factura, motivo}. One that is not decided yet is cancelled once it is
-- approved; 48 hours after that (168 for a credit note) it is too late, and a credit note is what is left.
CREATE PROCEDURE sp_pedir_cancelacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_factura, v_evento BIGINT UNSIGNED;
  DECLARE v_motivo VARCHAR(600);
  DECLARE v_estado VARCHAR(12);
  DECLARE v_aprobada DATETIME(3);
  DECLARE v_numero VARCHAR(20);
  DECLARE v_plazo INT;
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar(CONCAT('CANCELACION_PEDIDA|numero=', v_numero));
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET v_factura = COALESCE(campo_entero(doc, '$.id_factura', 1, 999999999999999), 0);
  -- Who voided the sale was allowed to; its invoice follows.
  CALL sp_actor(doc, IF(EXISTS (SELECT 1 FROM v_facturas f WHERE f.id_factura = v_factura AND f.estado_venta = 'Anulada'),
    'invoice.undo', 'invoice.cancel'), CONCAT('factura:', v_factura), v_usuario, v_aprobacion);
  SET v_motivo = campo_motivo(doc);
  IF CHAR_LENGTH(v_motivo) < 5 THEN CALL sp_rechazar('MOTIVO_CORTO|minimo=5'); END IF;
  SELECT f.estado, f.aprobada_en, IF(f.tipo = 'factura', 48, 168), CONCAT(f.establecimiento, '-', f.punto, '-', LPAD(f.numero, 7, '0'))
  INTO v_estado, v_aprobada, v_plazo, v_numero FROM facturas f WHERE f.id_factura = v_factura FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('FACTURA_INEXISTENTE|factura=', v_factura)); END IF;
  IF v_estado NOT IN ('pendiente', 'enviando', 'en_duda', 'en_lote', 'aprobada', 'aprobada_obs') THEN
    CALL sp_rechazar(CONCAT('FACTURA_NO_CANCELABLE|numero=', v_numero, '|estado=', v_estado));
  END IF;
  IF v_aprobada + INTERVAL v_plazo HOUR < UTC_TIMESTAMP(3) THEN
    CALL sp_rechazar(CONCAT('CANCELACION_TARDE|numero=', v_numero, '|horas=',
      TIMESTAMPDIFF(HOUR, v_aprobada, UTC_TIMESTAMP(3))));
  END IF;
  -- What a credit note gave back, a cancellation would give back again.
  IF EXISTS (SELECT 1 FROM facturas n WHERE n.id_factura_ref = v_factura AND n.clave_vigente IS NOT NULL
    AND n.estado <> 'rechazada') THEN
    CALL sp_rechazar(CONCAT('FACTURA_CON_NOTA|numero=', v_numero));
  END IF;
  INSERT INTO eventos_factura (tipo, id_factura, motivo, id_usuario, creado_en, clave_abierta)
  VALUES ('cancelacion', v_factura, v_motivo, v_usuario, ahora_local(), CONCAT('factura:', v_factura));
  SET v_evento = LAST_INSERT_ID();
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_eventos_factura e WHERE e.id_evento = v_evento;
END
