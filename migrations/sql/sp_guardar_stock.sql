-- Stores a stock document whole and applied, or (`borrador` 1) as the beginning of one: {uuid, proveedor, documento, motivo,
-- lineas: [{id_producto, cantidad, costo_unitario}], actualiza_costo}. The same UUID again answers with the first.
-- The approval of this act is given for its UUID.
CREATE PROCEDURE sp_guardar_stock(IN doc LONGTEXT, IN tipo_pedido VARCHAR(12), IN permiso VARCHAR(40), IN borrador TINYINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_documento, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_usuario, v_falta INT UNSIGNED;
  DECLARE v_lineas, v_costo TINYINT;
  DECLARE v_motivo VARCHAR(300);
  DECLARE v_proveedor VARCHAR(120);
  DECLARE v_papel VARCHAR(60);
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    -- The same UUID was being stored by another: its document is the answer.
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    SELECT d.id_documento INTO v_documento FROM documentos_stock d WHERE d.uuid = v_uuid AND d.tipo = tipo_pedido;
    IF v_documento IS NULL THEN CALL sp_rechazar('UUID_EN_CONFLICTO'); END IF;
    CALL sp_documento_stock(v_documento, 1);
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) OR COALESCE(JSON_TYPE(doc), '') <> 'OBJECT' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON');
  END IF;
  SET v_uuid = LOWER(campo_texto(doc, '$.uuid', 36)), v_motivo = campo_texto(doc, '$.motivo', 300),
    v_costo = COALESCE(campo_entero(doc, '$.actualiza_costo', 0, 1), 0), v_lineas = 1 - borrador;
  IF NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=uuid');
  END IF;
  SET v_proveedor = campo_texto(doc, '$.proveedor', 120), v_papel = campo_texto(doc, '$.documento', 60);
  IF tipo_pedido IN ('Ajuste', 'Merma') AND v_motivo IS NULL THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;
  IF v_lineas = 1 THEN CALL sp_validar_lineas_stock(doc, tipo_pedido); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT d.id_documento INTO v_documento FROM documentos_stock d WHERE d.uuid = v_uuid;
  IF v_documento IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM documentos_stock d WHERE d.id_documento = v_documento AND d.tipo = tipo_pedido)
      OR (v_lineas = 1 AND (SELECT COUNT(*) FROM detalles_stock l WHERE l.id_documento = v_documento) <> (
        SELECT COUNT(*) FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
          id_producto INT PATH '$.id_producto', cantidad INT PATH '$.cantidad')) j
        JOIN detalles_stock l ON l.id_documento = v_documento AND l.id_producto = j.id_producto AND l.cantidad = j.cantidad))
    THEN CALL sp_rechazar('UUID_EN_CONFLICTO'); END IF;
    COMMIT;
    CALL sp_documento_stock(v_documento, 1);
    LEAVE proc;
  END IF;
  CALL sp_actor(doc, permiso, v_uuid, v_usuario, v_aprobacion);
  INSERT INTO documentos_stock (uuid, tipo, estado, proveedor, documento, motivo, id_usuario, id_aprobacion, creado_en, aplicado_en)
  VALUES (v_uuid, tipo_pedido, IF(borrador, 'Borrador', 'Aplicado'), v_proveedor, v_papel,
    v_motivo, v_usuario, v_aprobacion, ahora_local(), IF(borrador, NULL, ahora_local()));
  SET v_documento = LAST_INSERT_ID();
  IF v_lineas = 1 THEN
    SELECT MIN(IF(p.id_producto IS NULL, l.id_producto, NULL)) INTO v_falta
    FROM (
      SELECT j.id_producto FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (id_producto INT PATH '$.id_producto')) j
      ORDER BY j.id_producto LIMIT 2000) l
    LEFT JOIN productos p ON p.id_producto = l.id_producto FOR UPDATE;
    IF v_falta IS NOT NULL THEN CALL sp_rechazar(CONCAT('PRODUCTO_INEXISTENTE|id_producto=', v_falta)); END IF;
    INSERT INTO detalles_stock (id_documento, id_producto, cantidad, costo_unitario)
    SELECT v_documento, j.id_producto, j.cantidad, IF(tipo_pedido = 'Ingreso', j.costo, NULL)
    FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
      id_producto INT PATH '$.id_producto', cantidad INT PATH '$.cantidad', costo BIGINT PATH '$.costo_unitario')) j
    ORDER BY j.id_producto;
    CALL sp_mover_stock(v_documento, v_usuario, v_costo);
  END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  CALL sp_documento_stock(v_documento, 0);
END
