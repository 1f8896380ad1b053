-- Writes a planned import of families. A card that it makes begins its ledger with the opening balance.
CREATE PROCEDURE sp_aplicar_familias(IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_linea, v_restriccion INT UNSIGNED DEFAULT 0;
  DECLARE v_orden TINYINT UNSIGNED DEFAULT 0;
  DECLARE v_quedan TINYINT DEFAULT 1;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_quedan = 0;

  UPDATE importaciones_familias s JOIN tarjetas t ON t.id_tarjeta = s.id_tarjeta
  SET t.limite_diario = CASE WHEN s.limite_diario IS NULL THEN t.limite_diario WHEN s.limite_diario < 0 THEN NULL ELSE s.limite_diario END,
    t.estado = IF(t.estado = 'Vencida' AND (s.fecha_vencimiento = '' OR s.fecha_vencimiento >= CAST(DATE(ahora_local()) AS CHAR)),
      'Activa', t.estado),
    t.fecha_vencimiento = IF(s.fecha_vencimiento IS NULL, t.fecha_vencimiento, NULLIF(s.fecha_vencimiento, ''))
  WHERE s.id_importacion = importacion AND s.accion <> 'igual';
  UPDATE importaciones_familias s JOIN clientes c ON c.id_cliente = s.id_cliente
  SET c.documento = COALESCE(s.documento, c.documento), c.nombre = COALESCE(s.nombre, c.nombre),
    c.apellido = COALESCE(s.apellido, c.apellido), c.email = NULLIF(COALESCE(s.email, c.email), ''),
    c.telefono = NULLIF(COALESCE(s.telefono, c.telefono), '')
  WHERE s.id_importacion = importacion AND s.primera = 1 AND s.accion <> 'igual';
  UPDATE importaciones_familias s JOIN hijos h ON h.id_hijo = s.id_hijo
  SET h.nombre = COALESCE(s.estudiante_nombre, h.nombre), h.apellido = COALESCE(s.estudiante_apellido, h.apellido),
    h.grado = NULLIF(COALESCE(s.grado, h.grado), '')
  WHERE s.id_importacion = importacion AND s.accion <> 'igual';
  CALL sp_aplicar_personas(importacion);
  INSERT INTO tarjetas (nro_tarjeta, id_hijo, saldo_actual, limite_diario, fecha_vencimiento)
  SELECT s.nro_tarjeta, s.id_hijo, COALESCE(s.saldo_inicial, 0), IF(s.limite_diario < 0, NULL, s.limite_diario),
    NULLIF(s.fecha_vencimiento, '')
  FROM importaciones_familias s
  WHERE s.id_importacion = importacion AND s.nro_tarjeta IS NOT NULL AND s.id_tarjeta IS NULL ORDER BY s.linea;

  UPDATE importaciones_restricciones r JOIN restricciones_hijos x ON x.id_restriccion = r.id_restriccion
  SET x.severidad = r.severidad, x.bloqueante = r.bloqueante, x.activo = 1,
    x.descripcion = IF(r.descripcion = '', x.descripcion, r.descripcion)
  WHERE r.id_importacion = importacion AND r.accion = 'cambio';
  WHILE v_quedan = 1 DO
    SELECT r.linea, r.orden INTO v_linea, v_orden FROM importaciones_restricciones r
    WHERE r.id_importacion = importacion AND r.id_restriccion IS NULL
      AND (r.linea > v_linea OR (r.linea = v_linea AND r.orden > v_orden)) ORDER BY r.linea, r.orden LIMIT 1;
    IF v_quedan = 1 THEN
      INSERT INTO restricciones_hijos (id_hijo, tipo_restriccion, descripcion, severidad, bloqueante)
      SELECT s.id_hijo, r.tipo_restriccion, r.descripcion, r.severidad, r.bloqueante
      FROM importaciones_restricciones r
      JOIN importaciones_familias s ON s.id_importacion = importacion AND s.linea = r.linea
      WHERE r.id_importacion = importacion AND r.linea = v_linea AND r.orden = v_orden;
      SET v_restriccion = LAST_INSERT_ID();
      UPDATE importaciones_restricciones r SET r.id_restriccion = v_restriccion
      WHERE r.id_importacion = importacion AND r.linea = v_linea AND r.orden = v_orden;
    END IF;
  END WHILE;
  DELETE x FROM importaciones_restricciones r
  JOIN restricciones_alergenos x ON x.id_restriccion = r.id_restriccion
  JOIN alergenos k ON k.id_alergeno = x.id_alergeno
  LEFT JOIN importaciones_alergenos a ON a.id_importacion = importacion AND a.linea = r.linea AND a.orden = r.orden AND a.codigo = k.codigo
  WHERE r.id_importacion = importacion AND r.accion = 'cambio' AND a.codigo IS NULL;
  INSERT INTO restricciones_alergenos (id_restriccion, id_alergeno)
  SELECT r.id_restriccion, k.id_alergeno
  FROM importaciones_alergenos a
  JOIN importaciones_restricciones r ON r.id_importacion = importacion AND r.linea = a.linea AND r.orden = a.orden
  JOIN alergenos k ON k.codigo = a.codigo
  LEFT JOIN restricciones_alergenos x ON x.id_restriccion = r.id_restriccion AND x.id_alergeno = k.id_alergeno
  WHERE a.id_importacion = importacion AND r.accion <> 'igual' AND x.id_alergeno IS NULL;
END
