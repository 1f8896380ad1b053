-- Stores a report and queues its paper: {sesion, id_caja, contenido}. `contenido` is the report as JSON in a text; what is
-- printed later is what was read now.
CREATE PROCEDURE sp_imprimir_informe(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_informe, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_caja BIGINT;
  DECLARE v_contenido LONGTEXT;
  DECLARE v_ahora DATETIME;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_caja = campo_entero(doc, '$.id_caja', 1, 4294967295),
    v_contenido = JSON_UNQUOTE(JSON_EXTRACT(doc, '$.contenido'));
  IF NOT COALESCE(JSON_VALID(v_contenido), 0) OR CHAR_LENGTH(v_contenido) > 4000000 THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=contenido');
  END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'report.read', '', v_usuario, v_aprobacion);
  IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1) THEN
    CALL sp_rechazar('CAJA_INVALIDA');
  END IF;
  SET v_ahora = ahora_local();
  INSERT INTO informes (id_caja, id_usuario, fecha, contenido) VALUES (v_caja, v_usuario, v_ahora, v_contenido);
  SET v_informe = LAST_INSERT_ID();
  INSERT INTO trabajos_impresion (id_caja, tipo, id_referencia, id_usuario, creado_en)
  VALUES (v_caja, 'informe', v_informe, v_usuario, v_ahora);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_trabajos_impresion t WHERE t.tipo = 'informe' AND t.id_referencia = v_informe;
END
