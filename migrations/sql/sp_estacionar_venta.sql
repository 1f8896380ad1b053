-- Puts a sale aside: {uuid, id_caja, nro_tarjeta, id_hijo, nota, total, contenido: {descuento, lineas}, sesion}. It holds no stock
-- and no number; the contents are the till's own, whole, to be put into a cart again. Sending it again changes nothing.
CREATE PROCEDURE sp_estacionar_venta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_nro VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_numeros, v_nota TEXT;
  DECLARE v_contenido LONGTEXT;
  DECLARE v_caja, v_usuario, v_tarjeta, v_hijo INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_total, v_unidades BIGINT;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    SELECT * FROM v_ventas_espera e WHERE e.uuid = v_uuid;
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_numeros = JSON_EXTRACT(doc, '$.id_caja', '$.total', '$.contenido.descuento'),
    v_contenido = JSON_EXTRACT(doc, '$.contenido');
  IF v_numeros IS NULL OR v_numeros REGEXP '[^0-9, \\[\\]]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_caja/total/descuento');
  END IF;
  SELECT LOWER(h.uuid), IF(CHAR_LENGTH(h.id_caja) < 10, h.id_caja + 0, NULL),
    IF(CHAR_LENGTH(h.total) <= 12, h.total + 0, NULL), TRIM(h.nro_tarjeta), TRIM(COALESCE(h.nota, ''))
  INTO v_uuid, v_caja, v_total, v_nro, v_nota
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_caja VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.id_caja',
    total VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.total',
    nro_tarjeta VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.nro_tarjeta',
    nota TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.nota')) h;
  IF CHAR_LENGTH(v_uuid) <> 36 OR NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=uuid');
  END IF;
  IF v_caja IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_caja'); END IF;
  IF v_total IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=total'); END IF;
  IF CHAR_LENGTH(v_nota) > 120 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=nota'); END IF;
  -- A card that cannot be read must not turn into a sale without a card.
  IF COALESCE(v_nro, '') = '' AND COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.nro_tarjeta')), 'NULL') <> 'NULL' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=nro_tarjeta');
  END IF;
  IF v_contenido IS NULL OR CHAR_LENGTH(v_contenido) > 200000 THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=contenido');
  END IF;
  SET v_hijo = campo_entero(doc, '$.id_hijo', 1, 999999999);
  CALL sp_validar_lineas(v_contenido);
  SELECT CAST(SUM(l.cantidad) AS SIGNED) INTO v_unidades
  FROM JSON_TABLE(v_contenido, '$.lineas[*]' COLUMNS (cantidad INT PATH '$.cantidad')) l;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  IF EXISTS (SELECT 1 FROM ventas_espera e WHERE e.uuid = v_uuid) THEN
    ROLLBACK;
    SELECT * FROM v_ventas_espera e WHERE e.uuid = v_uuid;
    LEAVE proc;
  END IF;
  CALL sp_actor(doc, 'sale.park', '', v_usuario, v_aprobacion);
  IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1) THEN
    CALL sp_rechazar('CAJA_INVALIDA');
  END IF;
  IF v_nro IS NOT NULL THEN
    SELECT t.id_tarjeta INTO v_tarjeta FROM tarjetas t WHERE t.nro_tarjeta = v_nro;
    IF v_tarjeta IS NULL THEN CALL sp_rechazar('TARJETA_INEXISTENTE'); END IF;
  END IF;
  IF v_hijo IS NOT NULL AND NOT EXISTS (SELECT 1 FROM hijos h WHERE h.id_hijo = v_hijo) THEN
    CALL sp_rechazar(CONCAT('ESTUDIANTE_INEXISTENTE|estudiante=', v_hijo));
  END IF;
  INSERT INTO ventas_espera (uuid, id_caja, id_usuario, id_tarjeta, id_hijo, nota, contenido, total, unidades,
    creada_en)
  VALUES (v_uuid, v_caja, v_usuario, v_tarjeta, v_hijo, v_nota, v_contenido, v_total, v_unidades, ahora_local());
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_ventas_espera e WHERE e.uuid = v_uuid;
END
