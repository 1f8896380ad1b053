-- Sets up invoicing, whole: {sesion, emisor: {...}, timbrado: {numero, inicio}, puntos: [{id_caja, establecimiento, punto,
-- primera_factura, primera_nota}], activa}. Certificate, its password and the CSC's value never come here.
CREATE PROCEDURE sp_configurar_factura(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_timbrado INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_ruc, v_telefono, v_email, v_csc VARCHAR(600);
  DECLARE v_numero VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_inicio DATE;
  DECLARE v_actividades LONGTEXT;
  DECLARE v_malas INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'settings.edit', 'facturacion', v_usuario, v_aprobacion);
  SET v_ruc = campo_texto(doc, '$.emisor.ruc', 10), v_csc = campo_texto(doc, '$.emisor.id_csc', 4),
    v_telefono = campo_texto(doc, '$.emisor.telefono', 15), v_email = campo_texto(doc, '$.emisor.email', 80),
    v_numero = campo_texto(doc, '$.timbrado.numero', 8), v_inicio = campo_fecha(doc, '$.timbrado.inicio'),
    v_actividades = JSON_EXTRACT(doc, '$.emisor.actividades');
  IF NOT COALESCE(v_ruc REGEXP '^[0-9]{1,8}-[0-9]$', 0)
    OR digito_ruc(SUBSTRING_INDEX(v_ruc, '-', 1)) <> SUBSTRING_INDEX(v_ruc, '-', -1) THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=ruc');
  END IF;
  IF NOT COALESCE(v_csc REGEXP '^[0-9]{4}$', 0) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=id_csc'); END IF;
  IF CHAR_LENGTH(COALESCE(v_telefono, '')) < 6 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=telefono'); END IF;
  IF NOT COALESCE(validar_email(v_email), 0) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=email'); END IF;
  IF NOT COALESCE(v_numero REGEXP '^[0-9]{8}$', 0) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=timbrado'); END IF;
  IF v_inicio IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=inicio'); END IF;
  IF COALESCE(JSON_TYPE(v_actividades), '') <> 'ARRAY' OR COALESCE(JSON_LENGTH(v_actividades), 0) NOT BETWEEN 1 AND 9 THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=actividades');
  END IF;
  SELECT COUNT(*) INTO v_malas FROM JSON_TABLE(v_actividades, '$[*]' COLUMNS (
    codigo VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.codigo',
    nombre VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.nombre')) a
  WHERE NOT COALESCE(a.codigo REGEXP '^[0-9A-Z]{1,8}$', 0) OR COALESCE(CHAR_LENGTH(TRIM(a.nombre)), 0) NOT BETWEEN 1 AND 300;
  IF v_malas > 0 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=actividades'); END IF;
  IF COALESCE(valor_de(doc, '$.emisor.tipo_contribuyente'), '') NOT IN ('1', '2') THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=tipo_contribuyente');
  END IF;
  IF COALESCE(campo_texto(doc, '$.emisor.ambiente', 12), '') NOT IN ('prueba', 'produccion') THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=ambiente');
  END IF;
  CALL sp_guardar_emisor(doc, v_ruc, v_telefono, v_email, v_csc, v_actividades);

  INSERT INTO timbrados (numero, inicio, activo) VALUES (v_numero, v_inicio, 1)
  ON DUPLICATE KEY UPDATE inicio = v_inicio, activo = 1;
  UPDATE timbrados SET activo = 0 WHERE numero <> v_numero AND activo = 1;
  SELECT t.id_timbrado INTO v_timbrado FROM timbrados t WHERE t.numero = v_numero;
  CALL sp_guardar_puntos(doc, v_timbrado);

  IF valor_de(doc, '$.activa') IN ('true', 'false') THEN
    INSERT INTO ajustes (clave, valor) VALUES ('facturacion', IF(valor_de(doc, '$.activa') = 'true', '1', '0'))
    ON DUPLICATE KEY UPDATE valor = IF(valor_de(doc, '$.activa') = 'true', '1', '0');
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_emisor;
END
