-- Applies an import, whole or not at all: {id_importacion, huella}. It is planned again in this transaction, and refused
-- when that gives another fingerprint than the one that was seen. A price may move as far as the role's limit, or that of
-- whoever approved this very plan (`import:<huella>`). Applied already: the first answer again.
CREATE PROCEDURE sp_aplicar_importacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_importacion BIGINT UNSIGNED;
  DECLARE v_tipo, v_rol VARCHAR(12);
  DECLARE v_altas, v_cambios, v_iguales, v_problemas, v_bloqueadas INT;
  DECLARE v_precio BIGINT;
  DECLARE v_pedida, v_huella VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_pedida = COALESCE(campo_texto(doc, '$.huella', 64), '');
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'data.import', CONCAT('import:', v_pedida), v_usuario, v_aprobacion);
  SELECT i.id_importacion, i.altas, i.cambios, i.iguales INTO v_importacion, v_altas, v_cambios, v_iguales
  FROM importaciones i
  WHERE i.id_importacion = campo_entero(doc, '$.id_importacion', 1, 999999999999999) AND i.id_usuario = v_usuario
    AND i.estado = 'Aplicada' AND i.huella = v_pedida;
  IF v_importacion IS NOT NULL THEN
    ROLLBACK;
    SET @pos_usuario = NULL;
    SELECT v_altas AS altas, v_cambios AS cambios, v_iguales AS iguales;
    LEAVE proc;
  END IF;
  CALL sp_importacion_abierta(doc, v_usuario, v_importacion, v_tipo);

  -- Locks in the order of every sale: cards, then products, each by id; then plans what is locked.
  CASE v_tipo
    WHEN 'Productos' THEN
      CALL sp_ocupar_catalogo();
      CALL sp_planear_productos(v_importacion);
      SELECT COUNT(p.stock_actual) INTO v_bloqueadas
      FROM (SELECT s.id_producto FROM importaciones_productos s WHERE s.id_importacion = v_importacion AND s.accion = 'cambio'
        ORDER BY s.id_producto LIMIT 1000000) l
      STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto FOR UPDATE;
      IF v_bloqueadas > 0 THEN CALL sp_planear_productos(v_importacion); END IF;
    WHEN 'Familias' THEN
      SELECT COUNT(t.saldo_actual) INTO v_bloqueadas
      FROM (SELECT k.id_tarjeta FROM importaciones_familias s JOIN tarjetas k ON k.nro_tarjeta = s.nro_tarjeta
        WHERE s.id_importacion = v_importacion ORDER BY k.id_tarjeta LIMIT 1000000) l
      STRAIGHT_JOIN tarjetas t ON t.id_tarjeta = l.id_tarjeta FOR UPDATE;
      CALL sp_planear_familias(v_importacion);
    ELSE
      SELECT COUNT(p.stock_actual) INTO v_bloqueadas
      FROM (SELECT q.id_producto FROM importaciones_stock s JOIN productos q ON q.codigo = s.codigo
        WHERE s.id_importacion = v_importacion ORDER BY q.id_producto LIMIT 1000000) l
      STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto FOR UPDATE;
      CALL sp_planear_stock(v_importacion);
  END CASE;
  CALL sp_resumir_importacion(v_importacion, v_tipo, v_altas, v_cambios, v_iguales, v_problemas, v_precio, v_huella);
  IF v_huella <> v_pedida THEN CALL sp_rechazar('IMPORTACION_CAMBIADA'); END IF;
  IF v_problemas > 0 THEN CALL sp_rechazar(CONCAT('IMPORTACION_CON_ERRORES|filas=', v_problemas)); END IF;
  SET v_rol = rol_de(v_usuario);
  IF v_precio > limite_de(v_rol, 'precio') THEN
    IF v_aprobacion IS NULL THEN
      SET v_aprobacion = campo_entero(doc, '$.id_aprobacion', 1, 999999999999999);
      IF v_aprobacion IS NOT NULL THEN
        CALL sp_usar_aprobacion(v_aprobacion, v_usuario, 'data.import', CONCAT('import:', v_pedida), 'data.import');
      END IF;
    END IF;
    IF v_aprobacion IS NOT NULL THEN
      SELECT rol_de(a.id_aprobador) INTO v_rol FROM aprobaciones a WHERE a.id_aprobacion = v_aprobacion;
    END IF;
    IF v_precio > limite_de(v_rol, 'precio') THEN
      CALL sp_rechazar(CONCAT('LIMITE_DE_ROL|rol=', v_rol, '|limite=', limite_de(v_rol, 'precio'), '|pedido=', v_precio));
    END IF;
  END IF;

  CASE v_tipo
    WHEN 'Productos' THEN CALL sp_aplicar_productos(v_importacion);
    WHEN 'Familias' THEN CALL sp_aplicar_familias(v_importacion);
    ELSE CALL sp_aplicar_stock(v_importacion, v_usuario);
  END CASE;
  UPDATE importaciones SET estado = 'Aplicada', huella = v_huella, altas = v_altas, cambios = v_cambios,
    iguales = v_iguales, id_aprobacion = v_aprobacion, aplicada_en = ahora_local()
  WHERE id_importacion = v_importacion;
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
  SELECT UTC_TIMESTAMP(3), v_usuario, USER(), 'importaciones', i.id_importacion, 'importacion',
    JSON_OBJECT('tipo', i.tipo, 'archivo', i.archivo, 'altas', v_altas + 0, 'cambios', v_cambios + 0, 'iguales', v_iguales + 0,
      'id_aprobacion', v_aprobacion + 0)
  FROM importaciones i WHERE i.id_importacion = v_importacion;
  DELETE FROM importaciones_productos WHERE id_importacion = v_importacion;
  DELETE FROM importaciones_codigos WHERE id_importacion = v_importacion;
  DELETE FROM importaciones_alergenos WHERE id_importacion = v_importacion;
  DELETE FROM importaciones_familias WHERE id_importacion = v_importacion;
  DELETE FROM importaciones_restricciones WHERE id_importacion = v_importacion;
  DELETE FROM importaciones_stock WHERE id_importacion = v_importacion;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_altas AS altas, v_cambios AS cambios, v_iguales AS iguales;
END
