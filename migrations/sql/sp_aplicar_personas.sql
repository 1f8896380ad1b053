-- Makes the clients and students that an import found missing, one by one: the rows of one family need the id that the
-- first of them was given, and ids of a set are not in its order on every server.
CREATE PROCEDURE sp_aplicar_personas(IN importacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_linea, v_grupo INT UNSIGNED DEFAULT 0;
  DECLARE v_quedan TINYINT DEFAULT 1;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_quedan = 0;
  WHILE v_quedan = 1 DO
    SELECT s.linea, s.grupo INTO v_linea, v_grupo FROM importaciones_familias s
    WHERE s.id_importacion = importacion AND s.id_cliente IS NULL AND s.linea > v_linea ORDER BY s.linea LIMIT 1;
    IF v_quedan = 1 THEN
      INSERT INTO clientes (nombre, apellido, email, telefono, documento)
      SELECT s.nombre, COALESCE(s.apellido, ''), NULLIF(s.email, ''), NULLIF(s.telefono, ''), s.documento
      FROM importaciones_familias s WHERE s.id_importacion = importacion AND s.linea = v_linea;
      UPDATE importaciones_familias s SET s.id_cliente = LAST_INSERT_ID()
      WHERE s.id_importacion = importacion AND s.grupo = v_grupo AND s.id_cliente IS NULL;
    END IF;
  END WHILE;
  SET v_quedan = 1, v_linea = 0;
  WHILE v_quedan = 1 DO
    SELECT s.linea, s.estudiante INTO v_linea, v_grupo FROM importaciones_familias s
    WHERE s.id_importacion = importacion AND s.id_hijo IS NULL AND s.estudiante IS NOT NULL AND s.linea > v_linea
    ORDER BY s.linea LIMIT 1;
    IF v_quedan = 1 THEN
      INSERT INTO hijos (id_cliente_responsable, nombre, apellido, grado)
      SELECT s.id_cliente, s.estudiante_nombre, COALESCE(s.estudiante_apellido, ''), NULLIF(s.grado, '')
      FROM importaciones_familias s WHERE s.id_importacion = importacion AND s.linea = v_linea;
      UPDATE importaciones_familias s SET s.id_hijo = LAST_INSERT_ID()
      WHERE s.id_importacion = importacion AND s.estudiante = v_grupo AND s.id_hijo IS NULL;
    END IF;
  END WHILE;
END
