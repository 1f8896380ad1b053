-- A means of payment as its document has it: {sesion, codigo, nombre, permite_factura, pide_referencia} for a new one,
-- {sesion, id_medio, nombre, activo, permite_factura, pide_referencia} for one that is there. Its code, by which invoices tell
-- what it is, and whether it is cash or the student's card, never change. One that can be used must stay.
CREATE PROCEDURE sp_guardar_medio(IN doc LONGTEXT, IN nuevo TINYINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_medio INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_codigo, v_hay VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_nombre VARCHAR(40);
  DECLARE v_activo, v_factura, v_referencia, v_otros BIGINT;
  DECLARE v_tarjeta TINYINT DEFAULT 0;
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar('NOMBRE_DUPLICADO');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'settings.edit', '', v_usuario, v_aprobacion);
  SET v_medio = campo_entero(doc, '$.id_medio', 1, 4294967295), v_codigo = campo_texto(doc, '$.codigo', 30),
    v_nombre = campo_texto(doc, '$.nombre', 40), v_activo = campo_entero(doc, '$.activo', 0, 1),
    v_factura = campo_entero(doc, '$.permite_factura', 0, 1), v_referencia = campo_entero(doc, '$.pide_referencia', 0, 1);
  IF v_nombre IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=nombre'); END IF;
  IF v_factura IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=permite_factura'); END IF;
  IF v_referencia IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=pide_referencia'); END IF;
  -- All of them, in one order: two admins cannot each put away what the other leaves.
  SELECT MAX(IF(m.id_medio = v_medio, m.codigo, NULL)), MAX(m.id_medio = v_medio AND m.es_tarjeta_estudiantil = 1)
  INTO v_hay, v_tarjeta
  FROM (SELECT id_medio, codigo, es_tarjeta_estudiantil FROM medios_pago ORDER BY id_medio LIMIT 1000 FOR UPDATE) m;
  IF nuevo THEN
    IF NOT COALESCE(v_codigo REGEXP '^[A-Z][A-Z0-9_]{1,29}$', 0) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=codigo'); END IF;
    INSERT INTO medios_pago (codigo, nombre, permite_factura, pide_referencia, orden)
    SELECT v_codigo, v_nombre, v_factura, v_referencia, COALESCE(MAX(m.orden), 0) + 1 FROM medios_pago m;
    SET v_medio = LAST_INSERT_ID();
  ELSE
    IF v_hay IS NULL THEN CALL sp_rechazar(CONCAT('MEDIO_INVALIDO|id_medio=', COALESCE(v_medio, 0))); END IF;
    IF v_activo IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=activo'); END IF;
    IF v_tarjeta = 1 AND v_factura = 1 THEN CALL sp_rechazar('MEDIO_SIN_FACTURA'); END IF;
    SELECT COUNT(*) INTO v_otros FROM medios_pago m
    WHERE m.activo = 1 AND m.es_tarjeta_estudiantil = 0 AND m.id_medio <> v_medio;
    IF v_activo = 0 AND v_tarjeta = 0 AND v_otros = 0 THEN CALL sp_rechazar('MEDIO_NECESARIO'); END IF;
    UPDATE medios_pago SET nombre = v_nombre, activo = v_activo, permite_factura = v_factura, pide_referencia = v_referencia
    WHERE id_medio = v_medio;
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_medio AS id_medio;
END
