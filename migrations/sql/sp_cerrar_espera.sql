-- Ends the waiting of a parked sale, once: {id_espera, uuid, id_caja, sesion}. The same `uuid` again gets the same answer:
-- a till whose answer was lost still gets its cart. Anybody else is told what became of it.
CREATE PROCEDURE sp_cerrar_espera(IN doc LONGTEXT, IN estado_nuevo VARCHAR(12))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_uuid, v_uuid_cierre VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_numeros TEXT;
  DECLARE v_espera, v_aprobacion BIGINT UNSIGNED;
  DECLARE v_caja, v_usuario INT UNSIGNED;
  DECLARE v_estado VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_numeros = JSON_EXTRACT(doc, '$.id_espera', '$.id_caja');
  IF v_numeros IS NULL OR v_numeros REGEXP '[^0-9, \\[\\]]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_espera/id_caja');
  END IF;
  SELECT LOWER(h.uuid), IF(CHAR_LENGTH(h.id_espera) < 16, h.id_espera + 0, NULL),
    IF(CHAR_LENGTH(h.id_caja) < 10, h.id_caja + 0, NULL)
  INTO v_uuid, v_espera, v_caja
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_espera VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.id_espera',
    id_caja VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.id_caja')) h;
  IF CHAR_LENGTH(v_uuid) <> 36 OR NOT COALESCE(v_uuid REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 0) THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=uuid');
  END IF;
  IF v_espera IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_espera'); END IF;
  IF v_caja IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_caja'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'sale.park', '', v_usuario, v_aprobacion);
  IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1) THEN
    CALL sp_rechazar('CAJA_INVALIDA');
  END IF;
  SELECT e.estado, e.uuid_cierre INTO v_estado, v_uuid_cierre
  FROM ventas_espera e WHERE e.id_espera = v_espera FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('ESPERA_INEXISTENTE|id_espera=', v_espera)); END IF;
  IF v_estado = 'Abierta' THEN
    UPDATE ventas_espera e SET e.estado = estado_nuevo, e.cerrada_en = ahora_local(), e.cerrada_por = v_usuario,
      e.uuid_cierre = v_uuid, e.id_caja_cierre = v_caja
    WHERE e.id_espera = v_espera;
  ELSEIF NOT (v_estado = estado_nuevo AND v_uuid_cierre <=> v_uuid) THEN
    CALL sp_rechazar(CONCAT('ESPERA_CERRADA|id_espera=', v_espera, '|estado=', v_estado));
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_ventas_espera e WHERE e.id_espera = v_espera;
END
