-- Queues a numbered copy of a Z closing at a till: {sesion, id_turno, id_caja}.
CREATE PROCEDURE sp_reimprimir_cierre(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_turno, v_usuario, v_copia INT UNSIGNED;
  DECLARE v_trabajo, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_caja, v_pedido BIGINT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT entero_de(h.id_caja), entero_de(h.id_turno) INTO v_caja, v_pedido
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id_caja VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_caja',
    id_turno VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_turno')) h;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'shift.read', COALESCE(v_pedido, ''), v_usuario, v_aprobacion);
  IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = v_caja) THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  -- The shift's row orders two copies asked for at once: their numbers differ.
  SELECT t.id_turno INTO v_turno FROM turnos t WHERE t.id_turno = v_pedido AND t.estado = 'Cerrado' FOR UPDATE;
  IF v_turno IS NULL THEN CALL sp_rechazar(CONCAT('TURNO_INEXISTENTE|turno=', COALESCE(v_pedido, 0))); END IF;
  SELECT COALESCE(MAX(t.copia), 0) + 1 INTO v_copia FROM trabajos_impresion t
  WHERE t.tipo = 'cierre_z' AND t.id_referencia = v_turno;
  INSERT INTO trabajos_impresion (id_caja, tipo, id_referencia, id_usuario, copia, creado_en)
  VALUES (v_caja, 'cierre_z', v_turno, v_usuario, v_copia, ahora_local());
  SET v_trabajo = LAST_INSERT_ID();
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
  VALUES (UTC_TIMESTAMP(3), v_usuario, USER(), 'turnos', v_turno, 'reimpresion', JSON_OBJECT('id_trabajo', v_trabajo));
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_trabajos_impresion t WHERE t.id_trabajo = v_trabajo;
END
