-- What the staged rows would do to families: see sp_planear_productos. A client is known by its document, else by its e-mail,
-- else by its name; a student by the card, else by its name in the family; a card by its number.
CREATE PROCEDURE sp_planear_familias(IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  SET SESSION group_concat_max_len = 1000000;
  UPDATE importaciones_familias s
  LEFT JOIN clientes c ON c.documento = s.documento
  LEFT JOIN (
    SELECT f.grupo, MIN(f.linea) AS linea FROM importaciones_familias f WHERE f.id_importacion = importacion GROUP BY f.grupo
  ) g ON g.linea = s.linea
  SET s.id_cliente = c.id_cliente, s.id_hijo = NULL, s.id_tarjeta = NULL, s.primera = g.linea IS NOT NULL,
    s.accion = NULL, s.antes = NULL, s.despues = NULL, s.problema = NULL, s.aviso = NULL
  WHERE s.id_importacion = importacion;
  UPDATE importaciones_familias s
  JOIN (
    SELECT c.email, c.nombre, c.apellido, MIN(c.id_cliente) AS id_cliente FROM clientes c
    WHERE c.email IS NOT NULL GROUP BY c.email, c.nombre, c.apellido HAVING COUNT(*) = 1) m
    ON m.email = s.email AND m.nombre = s.nombre AND m.apellido = COALESCE(s.apellido, '')
  JOIN clientes k ON k.id_cliente = m.id_cliente
  SET s.id_cliente = m.id_cliente
  WHERE s.id_importacion = importacion AND s.id_cliente IS NULL AND (s.documento IS NULL OR k.documento IS NULL);
  UPDATE importaciones_familias s
  JOIN (SELECT c.email, MIN(c.id_cliente) AS id_cliente, COUNT(*) AS cuantos FROM clientes c WHERE c.email IS NOT NULL GROUP BY c.email) m
    ON m.email = s.email
  JOIN clientes k ON k.id_cliente = m.id_cliente
  SET s.id_cliente = IF(m.cuantos = 1, m.id_cliente, NULL),
    s.problema = IF(m.cuantos > 1 AND s.documento IS NULL, 'AMBIGUO|email', NULL)
  WHERE s.id_importacion = importacion AND s.id_cliente IS NULL AND (s.documento IS NULL OR k.documento IS NULL);
  UPDATE importaciones_familias s
  JOIN (SELECT c.nombre, c.apellido, MIN(c.id_cliente) AS id_cliente, COUNT(*) AS cuantos FROM clientes c GROUP BY c.nombre, c.apellido) m
    ON m.nombre = s.nombre AND m.apellido = COALESCE(s.apellido, '')
  SET s.id_cliente = IF(m.cuantos = 1, m.id_cliente, NULL), s.problema = IF(m.cuantos > 1, 'AMBIGUO|nombre', NULL)
  WHERE s.id_importacion = importacion AND s.id_cliente IS NULL AND s.documento IS NULL AND COALESCE(s.email, '') = '';

  UPDATE importaciones_familias s
  JOIN tarjetas t ON t.nro_tarjeta = s.nro_tarjeta
  JOIN hijos h ON h.id_hijo = t.id_hijo
  SET s.id_tarjeta = t.id_tarjeta, s.id_hijo = IF(h.id_cliente_responsable <=> s.id_cliente, h.id_hijo, NULL),
    s.problema = COALESCE(s.problema, CASE
      WHEN NOT h.id_cliente_responsable <=> s.id_cliente THEN 'TARJETA_AJENA|nro_tarjeta'
      WHEN t.estado = 'Reemplazada' THEN 'TARJETA_MUERTA|nro_tarjeta'
      WHEN s.saldo_inicial <> t.saldo_actual THEN 'SALDO_VIEJO|saldo_inicial' END)
  WHERE s.id_importacion = importacion;
  UPDATE importaciones_familias s
  JOIN (
    SELECT h.id_cliente_responsable AS id_cliente, h.nombre, h.apellido, MIN(h.id_hijo) AS id_hijo, COUNT(*) AS cuantos
    FROM hijos h GROUP BY h.id_cliente_responsable, h.nombre, h.apellido) m
    ON m.id_cliente = s.id_cliente AND m.nombre = s.estudiante_nombre AND m.apellido = COALESCE(s.estudiante_apellido, '')
  SET s.id_hijo = IF(m.cuantos = 1, m.id_hijo, NULL),
    s.problema = COALESCE(s.problema, IF(m.cuantos > 1, 'AMBIGUO|estudiante_nombre', NULL))
  WHERE s.id_importacion = importacion AND s.id_hijo IS NULL AND s.id_tarjeta IS NULL;

  UPDATE importaciones_familias s
  SET s.problema = COALESCE(s.problema, CASE
    WHEN s.id_cliente IS NULL AND s.nombre IS NULL THEN 'FALTA|nombre'
    WHEN s.id_hijo IS NULL AND s.nro_tarjeta IS NOT NULL AND s.estudiante_nombre IS NULL THEN 'FALTA|estudiante_nombre' END)
  WHERE s.id_importacion = importacion;
  -- A spreadsheet that takes card numbers for numbers drops their leading noughts.
  UPDATE importaciones_familias s
  JOIN (SELECT TRIM(LEADING '0' FROM t.nro_tarjeta) AS corta, MIN(t.nro_tarjeta) AS nro_tarjeta FROM tarjetas t
    WHERE t.nro_tarjeta LIKE '0%' GROUP BY corta) z ON z.corta = TRIM(LEADING '0' FROM s.nro_tarjeta)
  SET s.aviso = CONCAT('CEROS|nro_tarjeta|', z.nro_tarjeta)
  WHERE s.id_importacion = importacion AND s.id_tarjeta IS NULL;
  -- A new card is what sp_crear_tarjeta would issue; a last day that has passed is none.
  UPDATE importaciones_familias s
  LEFT JOIN clientes c ON c.id_cliente = s.id_cliente
  LEFT JOIN hijos h ON h.id_hijo = s.id_hijo
  LEFT JOIN tarjetas t ON t.id_tarjeta = s.id_tarjeta
  LEFT JOIN productos p ON p.codigo = s.nro_tarjeta
  LEFT JOIN codigos_barra b ON b.codigo_barra = s.nro_tarjeta
  LEFT JOIN productos q ON q.id_producto = b.id_producto
  SET s.problema = COALESCE(s.problema, CASE
    WHEN t.id_tarjeta IS NULL AND (NOT s.nro_tarjeta REGEXP '^[0-9A-Za-z]{4,40}$' OR NOT s.nro_tarjeta REGEXP '[0-9]'
      OR LENGTH(s.nro_tarjeta) <> CHAR_LENGTH(s.nro_tarjeta)) THEN COALESCE(s.aviso, 'NUMERO_TARJETA|nro_tarjeta')
    WHEN t.id_tarjeta IS NULL AND COALESCE(p.codigo, q.codigo) IS NOT NULL
      THEN CONCAT('CODIGO_OCUPADO|nro_tarjeta|', COALESCE(p.codigo, q.codigo))
    WHEN t.id_tarjeta IS NULL AND (c.estado = 'Inactivo' OR h.activo = 0) THEN 'TITULAR_INACTIVO|nro_tarjeta'
    WHEN s.fecha_vencimiento <> '' AND s.fecha_vencimiento < CAST(DATE(ahora_local()) AS CHAR)
      AND s.fecha_vencimiento <> COALESCE(CAST(t.fecha_vencimiento AS CHAR), '') THEN 'VENCIMIENTO|fecha_vencimiento' END)
  WHERE s.id_importacion = importacion AND s.nro_tarjeta IS NOT NULL;
  -- A student has one card that works: another number is a replacement, which moves the balance and is done elsewhere.
  UPDATE importaciones_familias s
  JOIN tarjetas t ON t.id_hijo = s.id_hijo AND t.estado IN ('Activa', 'Bloqueada')
  SET s.problema = COALESCE(s.problema, CONCAT('TIENE_TARJETA|nro_tarjeta|', t.nro_tarjeta))
  WHERE s.id_importacion = importacion AND s.id_tarjeta IS NULL AND s.nro_tarjeta IS NOT NULL;
  UPDATE importaciones_familias s
  JOIN (
    SELECT f.estudiante, MIN(f.linea) AS linea FROM importaciones_familias f
    WHERE f.id_importacion = importacion AND f.estudiante IS NOT NULL GROUP BY f.estudiante HAVING COUNT(*) > 1
  ) o ON o.estudiante = s.estudiante AND o.linea < s.linea
  SET s.problema = COALESCE(s.problema, IF(s.nro_tarjeta IS NOT NULL AND s.id_tarjeta IS NULL,
    CONCAT('REPETIDO|nro_tarjeta|', o.linea), CONCAT('REPETIDO|estudiante_nombre|', o.linea)))
  WHERE s.id_importacion = importacion AND (s.id_tarjeta IS NULL OR EXISTS (
    SELECT 1 FROM importaciones_restricciones r WHERE r.id_importacion = importacion AND r.linea = s.linea));
  UPDATE importaciones_familias s
  JOIN (
    SELECT f.id_hijo, MIN(f.linea) AS linea FROM importaciones_familias f
    WHERE f.id_importacion = importacion AND f.id_hijo IS NOT NULL GROUP BY f.id_hijo HAVING COUNT(DISTINCT f.estudiante) > 1
  ) o ON o.id_hijo = s.id_hijo AND o.linea < s.linea
  SET s.problema = COALESCE(s.problema, CONCAT('REPETIDO|estudiante_nombre|', o.linea))
  WHERE s.id_importacion = importacion;

  -- Restrictions: by their kind, an active one before one that was withdrawn.
  UPDATE importaciones_restricciones r
  JOIN importaciones_familias s ON s.id_importacion = importacion AND s.linea = r.linea
  LEFT JOIN (
    SELECT a.linea, a.orden, GROUP_CONCAT(a.codigo ORDER BY a.codigo SEPARATOR ' ') AS codigos
    FROM importaciones_alergenos a WHERE a.id_importacion = importacion GROUP BY a.linea, a.orden
  ) c ON c.linea = r.linea AND c.orden = r.orden
  LEFT JOIN (
    SELECT x.id_hijo, x.tipo_restriccion, COALESCE(MIN(IF(x.activo = 1, x.id_restriccion, NULL)), MIN(x.id_restriccion)) AS id_restriccion
    FROM restricciones_hijos x GROUP BY x.id_hijo, x.tipo_restriccion
  ) m ON m.id_hijo = s.id_hijo AND m.tipo_restriccion = r.tipo_restriccion
  SET r.id_restriccion = m.id_restriccion, r.alergenos = COALESCE(c.codigos, ''), r.accion = 'alta', r.antes = NULL
  WHERE r.id_importacion = importacion;
  UPDATE importaciones_restricciones r
  JOIN restricciones_hijos x ON x.id_restriccion = r.id_restriccion
  LEFT JOIN (
    SELECT ra.id_restriccion, GROUP_CONCAT(k.codigo ORDER BY k.codigo SEPARATOR ' ') AS codigos
    FROM restricciones_alergenos ra JOIN alergenos k ON k.id_alergeno = ra.id_alergeno GROUP BY ra.id_restriccion
  ) c ON c.id_restriccion = x.id_restriccion
  SET r.accion = IF(x.activo = 1 AND x.severidad = r.severidad AND x.bloqueante = r.bloqueante
      AND (r.descripcion = '' OR x.descripcion COLLATE utf8mb4_bin = r.descripcion COLLATE utf8mb4_bin)
      AND COALESCE(c.codigos, '') = r.alergenos, 'igual', 'cambio'),
    r.antes = IF(x.activo = 1, CONCAT_WS('|', x.tipo_restriccion, x.severidad, IF(x.bloqueante, 'si', 'no'), c.codigos, NULLIF(x.descripcion, '')), '')
  WHERE r.id_importacion = importacion;
  UPDATE importaciones_familias s
  JOIN importaciones_alergenos c ON c.id_importacion = importacion AND c.linea = s.linea
  LEFT JOIN alergenos k ON k.codigo = c.codigo
  SET s.problema = COALESCE(s.problema, 'ALERGENO|restricciones')
  WHERE s.id_importacion = importacion AND k.id_alergeno IS NULL;

  UPDATE importaciones_familias s
  LEFT JOIN clientes c ON c.id_cliente = s.id_cliente
  LEFT JOIN hijos h ON h.id_hijo = s.id_hijo
  LEFT JOIN tarjetas t ON t.id_tarjeta = s.id_tarjeta
  LEFT JOIN (
    SELECT r.linea, GROUP_CONCAT(r.antes ORDER BY r.orden SEPARATOR '; ') AS antes,
      GROUP_CONCAT(CONCAT_WS('|', r.tipo_restriccion, r.severidad, IF(r.bloqueante, 'si', 'no'), r.alergenos, NULLIF(r.descripcion, ''))
        ORDER BY r.orden SEPARATOR '; ') AS despues
    FROM importaciones_restricciones r WHERE r.id_importacion = importacion AND r.accion <> 'igual' GROUP BY r.linea
  ) r ON r.linea = s.linea
  SET s.antes = CONCAT('{', CONCAT_WS(',',
      IF(s.primera AND NOT c.documento <=> s.documento AND s.documento IS NOT NULL, CONCAT('"documento":', JSON_QUOTE(COALESCE(c.documento, ''))), NULL),
      IF(s.primera AND s.nombre COLLATE utf8mb4_bin <> COALESCE(c.nombre, '') COLLATE utf8mb4_bin, CONCAT('"nombre":', JSON_QUOTE(COALESCE(c.nombre, ''))), NULL),
      IF(s.primera AND s.apellido COLLATE utf8mb4_bin <> COALESCE(c.apellido, '') COLLATE utf8mb4_bin, CONCAT('"apellido":', JSON_QUOTE(COALESCE(c.apellido, ''))), NULL),
      IF(s.primera AND s.email COLLATE utf8mb4_bin <> COALESCE(c.email, '') COLLATE utf8mb4_bin, CONCAT('"email":', JSON_QUOTE(COALESCE(c.email, ''))), NULL),
      IF(s.primera AND s.telefono COLLATE utf8mb4_bin <> COALESCE(c.telefono, '') COLLATE utf8mb4_bin, CONCAT('"telefono":', JSON_QUOTE(COALESCE(c.telefono, ''))), NULL),
      IF(s.estudiante_nombre COLLATE utf8mb4_bin <> COALESCE(h.nombre, '') COLLATE utf8mb4_bin, CONCAT('"estudiante_nombre":', JSON_QUOTE(COALESCE(h.nombre, ''))), NULL),
      IF(s.estudiante_apellido COLLATE utf8mb4_bin <> COALESCE(h.apellido, '') COLLATE utf8mb4_bin, CONCAT('"estudiante_apellido":', JSON_QUOTE(COALESCE(h.apellido, ''))), NULL),
      IF(s.grado COLLATE utf8mb4_bin <> COALESCE(h.grado, '') COLLATE utf8mb4_bin, CONCAT('"grado":', JSON_QUOTE(COALESCE(h.grado, ''))), NULL),
      IF(s.nro_tarjeta IS NOT NULL AND t.id_tarjeta IS NULL, '"nro_tarjeta":""', NULL),
      IF(s.limite_diario <> COALESCE(t.limite_diario, -1), CONCAT('"limite_diario":', COALESCE(t.limite_diario, '""')), NULL),
      IF(s.fecha_vencimiento <> COALESCE(CAST(t.fecha_vencimiento AS CHAR), ''), CONCAT('"fecha_vencimiento":', JSON_QUOTE(COALESCE(CAST(t.fecha_vencimiento AS CHAR), ''))), NULL),
      IF(t.id_tarjeta IS NULL AND s.saldo_inicial > 0, '"saldo_inicial":""', NULL),
      IF(r.linea IS NOT NULL, CONCAT('"restricciones":', JSON_QUOTE(COALESCE(r.antes, ''))), NULL)), '}'),
    s.despues = CONCAT('{', CONCAT_WS(',',
      CONCAT('"documento":', JSON_QUOTE(s.documento)), CONCAT('"nombre":', JSON_QUOTE(s.nombre)),
      CONCAT('"apellido":', JSON_QUOTE(s.apellido)), CONCAT('"email":', JSON_QUOTE(s.email)),
      CONCAT('"telefono":', JSON_QUOTE(s.telefono)), CONCAT('"estudiante_nombre":', JSON_QUOTE(s.estudiante_nombre)),
      CONCAT('"estudiante_apellido":', JSON_QUOTE(s.estudiante_apellido)), CONCAT('"grado":', JSON_QUOTE(s.grado)),
      CONCAT('"nro_tarjeta":', JSON_QUOTE(s.nro_tarjeta)), CONCAT('"limite_diario":', IF(s.limite_diario < 0, '""', s.limite_diario)),
      CONCAT('"fecha_vencimiento":', JSON_QUOTE(s.fecha_vencimiento)), CONCAT('"saldo_inicial":', s.saldo_inicial),
      CONCAT('"restricciones":', JSON_QUOTE(r.despues))), '}')
  WHERE s.id_importacion = importacion;
  UPDATE importaciones_familias s
  SET s.accion = CASE WHEN s.antes = '{}' THEN 'igual'
    WHEN (s.primera AND s.id_cliente IS NULL) OR (s.estudiante IS NOT NULL AND s.id_hijo IS NULL)
      OR (s.nro_tarjeta IS NOT NULL AND s.id_tarjeta IS NULL) THEN 'alta' ELSE 'cambio' END
  WHERE s.id_importacion = importacion;
END
