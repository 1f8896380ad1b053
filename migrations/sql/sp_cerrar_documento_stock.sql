-- Ends an open document: {id_documento, actualiza_costo}. `Aplicado` moves the stock by all its lines, once; `Descartado`
-- leaves it as it is. Doing the same again changes nothing and answers the same.
CREATE PROCEDURE sp_cerrar_documento_stock(IN doc LONGTEXT, IN tipo_pedido VARCHAR(12), IN destino VARCHAR(12), IN permiso VARCHAR(40))
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_documento, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_tipo, v_estado VARCHAR(12);
  DECLARE v_costo TINYINT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_documento = campo_entero(doc, '$.id_documento', 1, 999999999999999),
    v_costo = COALESCE(campo_entero(doc, '$.actualiza_costo', 0, 1), 0);
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT d.tipo, d.estado INTO v_tipo, v_estado FROM documentos_stock d WHERE d.id_documento = v_documento FOR UPDATE;
  IF v_estado = destino AND v_tipo = tipo_pedido THEN
    COMMIT;
    CALL sp_documento_stock(v_documento, 1);
    LEAVE proc;
  END IF;
  CALL sp_actor(doc, permiso, COALESCE(v_documento, ''), v_usuario, v_aprobacion);
  IF NOT v_tipo <=> tipo_pedido THEN
    CALL sp_rechazar(CONCAT('DOCUMENTO_INEXISTENTE|documento=', COALESCE(v_documento, 0)));
  END IF;
  IF v_estado <> 'Borrador' THEN CALL sp_rechazar(CONCAT('DOCUMENTO_CERRADO|documento=', v_documento, '|estado=', v_estado)); END IF;
  IF destino = 'Aplicado' THEN
    IF NOT EXISTS (SELECT 1 FROM detalles_stock l WHERE l.id_documento = v_documento) THEN CALL sp_rechazar('SIN_LINEAS'); END IF;
    CALL sp_mover_stock(v_documento, v_usuario, v_costo);
  END IF;
  UPDATE documentos_stock SET estado = destino, aplicado_en = ahora_local(), id_aprobacion = COALESCE(v_aprobacion, id_aprobacion)
  WHERE id_documento = v_documento;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  CALL sp_documento_stock(v_documento, 0);
END
