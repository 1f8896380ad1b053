-- Stores an X reading and queues its paper: {sesion, id_caja}. What is printed later is what was read now.
CREATE PROCEDURE sp_imprimir_lectura(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_turno, v_usuario INT UNSIGNED;
  DECLARE v_lectura, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_resumen LONGTEXT;
  DECLARE v_caja, v_esperado BIGINT;
  DECLARE v_ahora DATETIME;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT entero_de(h.id_caja) INTO v_caja
  FROM JSON_TABLE(doc, '$' COLUMNS (
    id_caja VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_caja')) h;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'shift.read', COALESCE(v_caja, ''), v_usuario, v_aprobacion);
  SELECT c.id_turno INTO v_turno FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1 FOR UPDATE;
  IF v_turno IS NULL THEN CALL sp_rechazar('TURNO_CERRADO'); END IF;
  CALL sp_resumen_turno(v_turno, v_resumen, v_esperado);
  SET v_ahora = ahora_local();
  INSERT INTO lecturas_turno (id_turno, id_usuario, fecha, resumen) VALUES (v_turno, v_usuario, v_ahora, v_resumen);
  SET v_lectura = LAST_INSERT_ID();
  INSERT INTO trabajos_impresion (id_caja, tipo, id_referencia, id_usuario, creado_en)
  VALUES (v_caja, 'lectura_x', v_lectura, v_usuario, v_ahora);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_lecturas_turno l WHERE l.id_lectura = v_lectura;
END
