-- Stages families: a line is a client, with a student and a card where it has them. `grupo` and `estudiante` are the lines
-- that tell of the same people. NULL leaves a field as it is stored; '' (-1 for the limit) takes it away.
CREATE PROCEDURE sp_filas_familias(IN doc LONGTEXT, IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  -- LONGTEXT: MySQL makes NULL, MariaDB a shorter text, of what does not fit into its column.
  IF EXISTS (
    SELECT 1 FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
      linea LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.linea',
      grupo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.grupo',
      estudiante LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.estudiante',
      documento LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.documento',
      nombre LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.nombre',
      apellido LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.apellido',
      email LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.email',
      telefono LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.telefono',
      hijo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.estudiante_nombre',
      hijo_apellido LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.estudiante_apellido',
      grado LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.grado',
      tarjeta LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.nro_tarjeta',
      limite LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.limite_diario',
      vence LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.fecha_vencimiento',
      saldo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.saldo_inicial')) f
    WHERE NOT COALESCE(f.linea REGEXP '^[0-9]{1,9}$', 0) OR NOT COALESCE(f.grupo REGEXP '^[0-9]{1,9}$', 0)
      OR f.estudiante NOT REGEXP '^[0-9]{1,9}$'
      OR f.documento NOT REGEXP '^[0-9]{4,9}(-[0-9])?$' OR f.nombre = '' OR f.hijo = ''
      OR CONCAT_WS(' ', f.nombre, f.apellido, f.email, f.telefono, f.hijo, f.hijo_apellido, f.grado) REGEXP '[[:cntrl:]]'
      OR CHAR_LENGTH(f.nombre) > 80 OR CHAR_LENGTH(f.apellido) > 80 OR CHAR_LENGTH(f.email) > 190
      OR CHAR_LENGTH(f.telefono) > 20 OR CHAR_LENGTH(f.hijo) > 80 OR CHAR_LENGTH(f.hijo_apellido) > 80
      OR CHAR_LENGTH(f.grado) > 40 OR f.tarjeta = '' OR CHAR_LENGTH(f.tarjeta) > 40 OR f.tarjeta REGEXP '[[:space:][:cntrl:]*]'
      OR f.limite NOT REGEXP '^(-1|[0-9]{1,12})$' OR f.vence NOT REGEXP '^([0-9]{4}-[0-9]{2}-[0-9]{2})?$'
      OR f.saldo NOT REGEXP '^[0-9]{1,12}$'
  ) OR EXISTS (
    SELECT 1 FROM JSON_TABLE(doc, '$.filas[*].restricciones[*]' COLUMNS (
      tipo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.tipo',
      descripcion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.descripcion',
      severidad LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.severidad',
      bloqueante LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.bloqueante')) r
    WHERE COALESCE(r.tipo, '') = '' OR CHAR_LENGTH(r.tipo) > 120 OR CHAR_LENGTH(r.descripcion) > 300
      OR CONCAT_WS(' ', r.tipo, r.descripcion) REGEXP '[[:cntrl:]]'
      OR COALESCE(r.severidad, '') NOT IN ('Leve', 'Moderada', 'Severa')
      OR COALESCE(r.bloqueante, '') NOT IN ('0', '1', 'true', 'false')
  ) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=filas'); END IF;

  INSERT INTO importaciones_familias (id_importacion, linea, grupo, estudiante, documento, nombre, apellido, email,
    telefono, estudiante_nombre, estudiante_apellido, grado, nro_tarjeta, limite_diario, fecha_vencimiento, saldo_inicial)
  SELECT importacion, f.linea, f.grupo, f.estudiante, f.documento, f.nombre, f.apellido, f.email, f.telefono, f.hijo,
    f.hijo_apellido, f.grado, f.tarjeta, f.limite, f.vence, f.saldo
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
    linea INT PATH '$.linea', grupo INT PATH '$.grupo', estudiante INT PATH '$.estudiante',
    documento VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.documento',
    nombre VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.nombre',
    apellido VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.apellido',
    email VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.email',
    telefono VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.telefono',
    hijo VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.estudiante_nombre',
    hijo_apellido VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.estudiante_apellido',
    grado VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.grado',
    tarjeta VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.nro_tarjeta',
    limite BIGINT PATH '$.limite_diario',
    vence VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.fecha_vencimiento',
    saldo BIGINT PATH '$.saldo_inicial')) f;
  INSERT INTO importaciones_restricciones (id_importacion, linea, orden, tipo_restriccion, descripcion, severidad, bloqueante)
  SELECT importacion, f.linea, f.orden, f.tipo, COALESCE(f.descripcion, ''), f.severidad, f.bloqueante
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
    linea INT PATH '$.linea',
    NESTED PATH '$.restricciones[*]' COLUMNS (
      orden FOR ORDINALITY,
      tipo VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.tipo',
      descripcion VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.descripcion',
      severidad VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.severidad',
      bloqueante INT PATH '$.bloqueante'))) f
  WHERE f.tipo IS NOT NULL;
  INSERT INTO importaciones_alergenos (id_importacion, linea, orden, codigo)
  SELECT importacion, f.linea, f.orden, LEFT(f.codigo, 20)
  FROM JSON_TABLE(doc, '$.filas[*]' COLUMNS (
    linea INT PATH '$.linea',
    NESTED PATH '$.restricciones[*]' COLUMNS (
      orden FOR ORDINALITY,
      NESTED PATH '$.alergenos[*]' COLUMNS (
        codigo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')))) f
  WHERE f.codigo IS NOT NULL;
END
