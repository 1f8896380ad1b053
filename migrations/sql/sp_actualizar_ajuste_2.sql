-- Changes a setting of the store: {sesion, clave, valor}. Only those named here, each with its own form.
CREATE PROCEDURE sp_actualizar_ajuste(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_clave VARCHAR(40);
  DECLARE v_valor, v_resto, v_uno VARCHAR(500);
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT h.clave, h.valor INTO v_clave, v_valor
  FROM JSON_TABLE(doc, '$' COLUMNS (
    clave VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.clave',
    valor VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.valor')) h;
  -- Too long for its column is NULL, too.
  IF v_valor IS NULL OR NOT COALESCE(CASE v_clave
    WHEN 'exige_turno' THEN v_valor IN ('0', '1')
    WHEN 'corte_dia' THEN v_valor REGEXP '^0([0-5]:[0-5][0-9]|6:00)$'
    WHEN 'bloqueo_minutos' THEN v_valor REGEXP '^[0-9]{1,3}$'
    WHEN 'correo_dias' THEN v_valor REGEXP '^[1-9][0-9]{0,3}$'
    WHEN 'modo_iva' THEN v_valor IN ('en_factura', 'incluido', 'agregado')
    WHEN 'ruc' THEN v_valor REGEXP '^([0-9]{5,8}-[0-9])?$'
    WHEN 'nombre_tienda' THEN TRIM(v_valor) <> ''
    WHEN 'direccion' THEN 1
    WHEN 'telefono' THEN 1
    WHEN 'pie_ticket' THEN 1
    WHEN 'correo_gerente' THEN 1
  END, 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=clave/valor');
  END IF;
  CALL sp_revisar_texto(v_valor, v_clave, CASE v_clave
    WHEN 'nombre_tienda' THEN 80 WHEN 'telefono' THEN 40 WHEN 'correo_gerente' THEN 500 ELSE 200 END, 0);
  IF v_clave = 'ruc' AND digito_ruc(SUBSTRING_INDEX(v_valor, '-', 1)) <> SUBSTRING_INDEX(v_valor, '-', -1) THEN
    CALL sp_rechazar(CONCAT('RUC_DIGITO|ruc=', v_valor, '|digito=', digito_ruc(SUBSTRING_INDEX(v_valor, '-', 1))));
  END IF;
  SET v_resto = IF(v_clave = 'correo_gerente', v_valor, '');
  WHILE v_resto <> '' DO
    SET v_uno = SUBSTRING_INDEX(v_resto, ',', 1), v_resto = SUBSTRING(v_resto, CHAR_LENGTH(v_uno) + 2);
    IF NOT validar_email(v_uno) THEN CALL sp_rechazar('EMAIL_INVALIDO|campo=correo_gerente'); END IF;
  END WHILE;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'settings.edit', v_clave, v_usuario, v_aprobacion);
  INSERT INTO ajustes (clave, valor) VALUES (v_clave, v_valor) ON DUPLICATE KEY UPDATE valor = v_valor;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT a.clave, a.valor FROM v_ajustes a WHERE a.clave = v_clave;
END
