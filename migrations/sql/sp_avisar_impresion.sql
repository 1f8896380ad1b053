-- Tells of tills whose oldest unprinted paper waits longer than the limit (minutes): once for that paper, and for one till
-- not more than once an hour.
CREATE PROCEDURE sp_avisar_impresion(IN ahora DATETIME)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_fin TINYINT DEFAULT 0;
  DECLARE v_caja, v_cuantos INT;
  DECLARE v_primero BIGINT UNSIGNED;
  DECLARE v_codigo CHAR(3);
  DECLARE v_desde DATETIME;
  DECLARE v_causa VARCHAR(60);
  DECLARE paradas CURSOR FOR
    SELECT j.id_caja, c.codigo, MIN(j.id_trabajo), COUNT(*), MIN(j.creado_en), MAX(j.causa)
    FROM trabajos_impresion j JOIN cajas c ON c.id_caja = j.id_caja
    WHERE j.estado IN ('pendiente', 'enviando', 'incierto')
    GROUP BY j.id_caja, c.codigo
    HAVING MIN(j.creado_en) < ahora - INTERVAL (
      SELECT COALESCE(MAX(a.umbral), 1000000) FROM avisos a WHERE a.tipo = 'impresion_detenida' AND a.activo = 1) MINUTE;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_fin = 1;
  OPEN paradas;
  FETCH paradas INTO v_caja, v_codigo, v_primero, v_cuantos, v_desde, v_causa;
  WHILE v_fin = 0 DO
    IF NOT EXISTS (SELECT 1 FROM avisos_hechos h
      WHERE h.marca = CONCAT('impresion:', v_caja) AND h.hecho_en > ahora - INTERVAL 1 HOUR)
      AND NOT EXISTS (SELECT 1 FROM notificaciones_correo n
        WHERE n.clave_unica = CONCAT('impresion:', v_caja, ':', v_primero)) THEN
      CALL sp_avisar('impresion_detenida', NULL, CONCAT('Impresión detenida en la caja ', v_codigo),
        CONCAT('Caja ', v_codigo, ': ', v_cuantos, ' papeles sin imprimir desde el ',
          DATE_FORMAT(v_desde, '%d/%m/%Y %H:%i'), COALESCE(CONCAT(' (', v_causa, ')'), ''), '\n'),
        JSON_OBJECT('caja', v_codigo, 'trabajos', v_cuantos, 'desde', DATE_FORMAT(v_desde, '%Y-%m-%d %H:%i:%s'),
          'causa', v_causa, 'fecha', DATE_FORMAT(ahora, '%Y-%m-%d %H:%i:%s')),
        CONCAT('impresion:', v_caja, ':', v_primero));
      INSERT INTO avisos_hechos (marca, hecho_en) VALUES (CONCAT('impresion:', v_caja), ahora)
      ON DUPLICATE KEY UPDATE hecho_en = ahora;
    END IF;
    SET v_fin = 0;
    FETCH paradas INTO v_caja, v_codigo, v_primero, v_cuantos, v_desde, v_causa;
  END WHILE;
  CLOSE paradas;
END
