-- Puts the held notices of a kind up to a moment into one mail for each reader, 2,000 at the most in one.
CREATE PROCEDURE sp_agrupar_avisos(IN tipo_pedido VARCHAR(30), IN hasta DATETIME)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_lector VARCHAR(190);
  DECLARE v_primero, v_ultimo, v_resumen BIGINT UNSIGNED;
  DECLARE v_cuantos INT;
  DECLARE v_datos, v_cuerpo LONGTEXT;
  todo: LOOP
    SET v_lector = NULL;
    SELECT n.destinatario INTO v_lector FROM notificaciones_correo n
    WHERE n.estado = 'retenida' AND n.tipo_notificacion = tipo_pedido AND n.fecha_creacion <= hasta
    ORDER BY n.id_notificacion LIMIT 1;
    IF v_lector IS NULL THEN LEAVE todo; END IF;
    SELECT MIN(x.id_notificacion), MAX(x.id_notificacion), COUNT(*),
      GROUP_CONCAT(x.datos ORDER BY x.id_notificacion SEPARATOR ','),
      GROUP_CONCAT(x.cuerpo ORDER BY x.id_notificacion SEPARATOR '\n')
    INTO v_primero, v_ultimo, v_cuantos, v_datos, v_cuerpo
    FROM (
      SELECT n.id_notificacion, n.datos, n.cuerpo FROM notificaciones_correo n
      WHERE n.estado = 'retenida' AND n.tipo_notificacion = tipo_pedido AND n.fecha_creacion <= hasta
        AND n.destinatario = v_lector
      ORDER BY n.id_notificacion LIMIT 2000) x;
    INSERT INTO notificaciones_correo (destinatario, asunto, cuerpo, tipo_notificacion, fecha_creacion, estado,
      proximo_intento, clave_unica, datos)
    VALUES (v_lector, CONCAT('Resumen: ', REPLACE(tipo_pedido, '_', ' '), ' (', v_cuantos, ')'), LEFT(v_cuerpo, 16000),
      tipo_pedido, ahora_local(), 'pendiente', UTC_TIMESTAMP(), CONCAT('resumen:', tipo_pedido, ':', v_primero),
      CONCAT('{"avisos":[', v_datos, ']}'));
    SET v_resumen = LAST_INSERT_ID();
    UPDATE notificaciones_correo n SET n.estado = 'agrupada', n.id_resumen = v_resumen
    WHERE n.estado = 'retenida' AND n.tipo_notificacion = tipo_pedido AND n.fecha_creacion <= hasta
      AND n.destinatario = v_lector AND n.id_notificacion BETWEEN v_primero AND v_ultimo;
  END LOOP;
END
