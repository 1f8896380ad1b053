-- Makes the mails whose time has come: what was held since the last gathering, one mail for each reader and kind; the daily
-- summary; tills whose printing stands still. Called before each sending, by as many at once as may be: the first row
-- of `avisos_hechos` lets one do it, keys and marks keep the others from doing it again.
CREATE PROCEDURE sp_avisos_preparar()
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_ahora, v_debido, v_hecho DATETIME;
  DECLARE v_fin TINYINT DEFAULT 0;
  DECLARE v_tipo VARCHAR(30);
  DECLARE v_hora CHAR(5);
  DECLARE vencidos CURSOR FOR
    SELECT a.tipo, a.hora, h.hecho_en FROM avisos a LEFT JOIN avisos_hechos h ON h.marca = a.tipo
    WHERE a.activo = 1 AND (a.tipo = 'resumen_diario' OR EXISTS (
      SELECT 1 FROM notificaciones_correo n WHERE n.estado = 'retenida' AND n.tipo_notificacion = a.tipo));
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_fin = 1;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  SET SESSION group_concat_max_len = 8000000;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT h.hecho_en INTO v_hecho FROM avisos_hechos h WHERE h.marca = '' FOR UPDATE;
  SET v_ahora = ahora_local();
  OPEN vencidos;
  FETCH vencidos INTO v_tipo, v_hora, v_hecho;
  WHILE v_fin = 0 DO
    -- The last time that the hour struck; without an hour it strikes always.
    SET v_debido = IF(v_hora IS NULL, v_ahora, CAST(CONCAT(DATE(v_ahora), ' ', v_hora, ':00') AS DATETIME));
    IF v_debido > v_ahora THEN SET v_debido = v_debido - INTERVAL 1 DAY; END IF;
    IF v_hora IS NULL OR v_hecho IS NULL OR v_hecho < v_debido THEN
      IF v_tipo = 'resumen_diario' THEN
        CALL sp_avisar_dia(v_debido);
      ELSE
        CALL sp_agrupar_avisos(v_tipo, v_debido);
      END IF;
      INSERT INTO avisos_hechos (marca, hecho_en) VALUES (v_tipo, v_debido)
      ON DUPLICATE KEY UPDATE hecho_en = v_debido;
    END IF;
    SET v_fin = 0;
    FETCH vencidos INTO v_tipo, v_hora, v_hecho;
  END WHILE;
  CLOSE vencidos;
  CALL sp_avisar_impresion(v_ahora);
  COMMIT;
END
