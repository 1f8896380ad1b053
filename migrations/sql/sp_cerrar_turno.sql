-- Closes a till's shift (Z): {sesion, uuid, id_caja, id_turno, conteo: [{denominacion, cantidad}] or contado, motivo}.
-- A difference needs a reason and never hinders the closing. The Z number comes from the till's row: no gaps. Sales that
-- still wait at the till expire.
CREATE PROCEDURE sp_cerrar_turno(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_activa, v_turno, v_z, v_usuario, v_cerrado INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_motivo TEXT;
  DECLARE v_resumen LONGTEXT;
  DECLARE v_caja, v_pedido, v_contado, v_esperado, v_filas, v_buenas, v_distintas BIGINT;
  DECLARE v_ahora DATETIME;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar('UUID_EN_CONFLICTO');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT LOWER(h.uuid), entero_de(h.id_caja), entero_de(h.id_turno), entero_de(h.contado), TRIM(h.motivo)
  INTO v_uuid, v_caja, v_pedido, v_contado, v_motivo
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_caja VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_caja',
    id_turno VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_turno',
    contado VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.contado',
    motivo TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) h;
  IF NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=uuid');
  END IF;
  IF CHAR_LENGTH(v_motivo) > 300 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=motivo'); END IF;
  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.conteo')), 'NULL') <> 'NULL' THEN
    IF JSON_TYPE(JSON_EXTRACT(doc, '$.conteo')) <> 'ARRAY' OR JSON_LENGTH(doc, '$.conteo') > 20 THEN
      CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=conteo');
    END IF;
    SELECT COUNT(*), COUNT(DISTINCT k.denominacion),
      COUNT(IF(k.denominacion IN ('100000', '50000', '20000', '10000', '5000', '2000', '1000', '500', '100', '50')
        AND k.cantidad REGEXP '^[0-9]{1,6}$', 1, NULL)),
      COALESCE(SUM(entero_de(k.denominacion) * entero_de(k.cantidad)), 0)
    INTO v_filas, v_distintas, v_buenas, v_contado
    FROM JSON_TABLE(doc, '$.conteo[*]' COLUMNS (
      denominacion VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.denominacion',
      cantidad VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.cantidad')) k;
    IF v_buenas <> v_filas OR v_distintas <> v_filas THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=conteo'); END IF;
  END IF;
  IF v_contado IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=contado'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'shift.close', COALESCE(v_caja, ''), v_usuario, v_aprobacion);
  SELECT c.id_caja, c.id_turno, c.ultimo_z + 1 INTO v_activa, v_turno, v_z
  FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1 FOR UPDATE;
  IF v_activa IS NULL THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  SELECT t.id_turno INTO v_cerrado FROM turnos t WHERE t.uuid_cierre = v_uuid;
  IF v_cerrado IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM turnos t WHERE t.id_turno = v_cerrado AND t.id_caja = v_caja AND t.contado = v_contado) THEN
      CALL sp_rechazar('UUID_EN_CONFLICTO');
    END IF;
    COMMIT;
    SET @pos_usuario = NULL;
    SELECT * FROM v_turnos t WHERE t.id_turno = v_cerrado;
    LEAVE proc;
  END IF;
  IF v_turno IS NULL THEN CALL sp_rechazar('TURNO_CERRADO'); END IF;
  IF v_pedido <> v_turno THEN CALL sp_rechazar('CONFLICTO|recurso=turno'); END IF;
  CALL sp_resumen_turno(v_turno, v_resumen, v_esperado);
  IF v_contado <> v_esperado AND COALESCE(v_motivo, '') = '' THEN
    -- The refusal tells how far the count is off: that it was asked for is kept, or counting would not be blind.
    ROLLBACK;
    START TRANSACTION;
    INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
    VALUES (UTC_TIMESTAMP(3), v_usuario, USER(), 'turnos', v_turno, 'conteo',
      -- `+ 0`: MariaDB writes a bare variable as a text.
      JSON_OBJECT('contado', v_contado + 0, 'esperado', v_esperado + 0, 'diferencia', v_contado - v_esperado));
    COMMIT;
    CALL sp_rechazar(CONCAT('MOTIVO_REQUERIDO|diferencia=', v_contado - v_esperado));
  END IF;

  SET v_ahora = ahora_local();
  INSERT INTO conteos_turno (id_turno, denominacion, cantidad)
  SELECT v_turno, k.denominacion, k.cantidad
  FROM JSON_TABLE(doc, '$.conteo[*]' COLUMNS (
    denominacion INT UNSIGNED PATH '$.denominacion', cantidad INT UNSIGNED PATH '$.cantidad')) k
  WHERE k.cantidad > 0;
  UPDATE ventas_espera e SET e.estado = 'Vencida', e.cerrada_en = v_ahora, e.cerrada_por = v_usuario
  WHERE e.id_caja = v_caja AND e.estado = 'Abierta';
  UPDATE turnos SET estado = 'Cerrado', uuid_cierre = v_uuid, cerrado_en = v_ahora, cerrado_por = v_usuario,
    numero_z = v_z, esperado = v_esperado, contado = v_contado, diferencia = v_contado - v_esperado,
    motivo_diferencia = NULLIF(v_motivo, ''), resumen = v_resumen
  WHERE id_turno = v_turno;
  UPDATE cajas SET id_turno = NULL, ultimo_z = v_z WHERE id_caja = v_caja;
  INSERT INTO trabajos_impresion (id_caja, tipo, id_referencia, id_usuario, creado_en)
  VALUES (v_caja, 'cierre_z', v_turno, v_usuario, v_ahora);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_turnos t WHERE t.id_turno = v_turno;
END
