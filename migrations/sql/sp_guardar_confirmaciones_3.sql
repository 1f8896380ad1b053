-- Stores the answered restrictions of a sale in the making, with the reason that its approver gave where there was one,
-- and queues the message to the responsible client.
CREATE PROCEDURE sp_guardar_confirmaciones(
  IN doc LONGTEXT, IN venta BIGINT UNSIGNED, IN hijo INT UNSIGNED, IN usuario INT UNSIGNED,
  IN ahora DATETIME)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_email, v_asunto VARCHAR(500);
  DECLARE v_cuerpo, v_datos LONGTEXT;
  -- Some servers cut GROUP_CONCAT at 1,024 bytes: an allergen must not be lost in the message.
  SET SESSION group_concat_max_len = 60000;

  INSERT INTO confirmaciones_restriccion (id_venta, id_producto, id_restriccion, tipo_restriccion, severidad,
    bloqueante, alergenos, confirmada_por, autorizada_por, motivo, fecha)
  SELECT venta, c.id_producto, c.id_restriccion, c.tipo_restriccion, c.severidad, c.bloqueante, c.alergenos,
    usuario, COALESCE(p.id_aprobador, IF(c.bloqueante = 1, usuario, NULL)),
    COALESCE(p.motivo, NULLIF(TRIM(k.motivo), '')), ahora
  FROM (
    SELECT pa.id_producto, r.id_restriccion, r.tipo_restriccion, r.severidad, r.bloqueante,
      GROUP_CONCAT(a.nombre ORDER BY a.id_alergeno SEPARATOR ', ') AS alergenos
    FROM restricciones_hijos r
    JOIN restricciones_alergenos ra ON ra.id_restriccion = r.id_restriccion
    JOIN productos_alergenos pa ON pa.id_alergeno = ra.id_alergeno
    JOIN alergenos a ON a.id_alergeno = ra.id_alergeno
    JOIN JSON_TABLE(doc, '$.lineas[*]' COLUMNS (id_producto BIGINT PATH '$.id_producto')) l
      ON l.id_producto = pa.id_producto
    WHERE r.id_hijo = hijo AND r.activo = 1
    GROUP BY pa.id_producto, r.id_restriccion, r.tipo_restriccion, r.severidad, r.bloqueante
  ) c
  JOIN JSON_TABLE(doc, '$.confirmaciones[*]' COLUMNS (
    id_producto BIGINT PATH '$.id_producto',
    id_restriccion BIGINT PATH '$.id_restriccion',
    id_aprobacion BIGINT PATH '$.id_aprobacion',
    motivo TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) k
    ON k.id_producto = c.id_producto AND k.id_restriccion = c.id_restriccion
  LEFT JOIN aprobaciones p ON p.id_aprobacion = k.id_aprobacion;

  SELECT COALESCE(c.email, ''), LEFT(CONCAT('Aviso de restricción alimentaria: ', h.nombre, ' ', h.apellido), 200),
    CONCAT('Estimado/a ', c.nombre, ' ', c.apellido, ':\n\n',
      h.nombre, ' ', h.apellido, ' compró el ', DATE_FORMAT(ahora, '%d/%m/%Y a las %H:%i'),
      ' productos que tocan una restricción registrada (venta ', v.numero_venta, '):\n\n', t.lista,
      '\n\nLa venta se hizo con una confirmación expresa. Si no está de acuerdo, comuníquese con la cantina.\n'),
    CONCAT('{"cliente":', JSON_QUOTE(TRIM(CONCAT(c.nombre, ' ', c.apellido))),
      ',"estudiante":', JSON_QUOTE(TRIM(CONCAT(h.nombre, ' ', h.apellido))),
      ',"venta":', JSON_QUOTE(v.numero_venta), ',"fecha":', JSON_QUOTE(DATE_FORMAT(ahora, '%Y-%m-%d %H:%i:%s')),
      ',"productos":[', t.partes, ']}')
  INTO v_email, v_asunto, v_cuerpo, v_datos
  FROM hijos h
  JOIN clientes c ON c.id_cliente = h.id_cliente_responsable
  JOIN ventas v ON v.id_venta = venta
  JOIN (
    SELECT GROUP_CONCAT(CONCAT('- ', d.nombre, ': ', k.tipo_restriccion, ' (', k.severidad, '), contiene ',
        k.alergenos, IF(k.autorizada_por IS NULL, '', CONCAT('. Aprobada por ', u.nombre, ': ', k.motivo)))
      ORDER BY d.linea, k.id_restriccion SEPARATOR '\n') AS lista,
      GROUP_CONCAT(JSON_OBJECT('producto', d.nombre, 'restriccion', k.tipo_restriccion, 'severidad', k.severidad,
        'alergenos', k.alergenos, 'autorizada_por', u.nombre, 'motivo', k.motivo)
      ORDER BY d.linea, k.id_restriccion SEPARATOR ',') AS partes
    FROM confirmaciones_restriccion k
    JOIN detalles_venta d ON d.id_venta = k.id_venta AND d.id_producto = k.id_producto
    LEFT JOIN usuarios u ON u.id_usuario = k.autorizada_por
    WHERE k.id_venta = venta
  ) t
  WHERE h.id_hijo = hijo;
  IF v_datos IS NOT NULL THEN
    CALL sp_avisar('restriccion', v_email, v_asunto, v_cuerpo, v_datos, CONCAT('restriccion:', venta));
  END IF;
END
