-- Counts of a planned import, the widest change of a price in whole per cent, and the fingerprint of all that the plan
-- rests on: of each row what it does, what it finds and what it writes. The LIMITs keep the derived tables whole: merged
-- into the outer query, MariaDB refuses their second execution (1140).
CREATE PROCEDURE sp_resumir_importacion(IN importacion BIGINT UNSIGNED, IN tipo_pedido VARCHAR(12),
  OUT altas INT, OUT cambios INT, OUT iguales INT, OUT problemas INT, OUT precio BIGINT, OUT huella_calculada CHAR(64))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_uno, v_dos, v_filas BIGINT UNSIGNED;
  SET precio = 0;
  IF tipo_pedido = 'Productos' THEN
    SELECT COUNT(*), SUM(q.accion = 'alta' AND q.problema IS NULL), SUM(q.accion = 'cambio' AND q.problema IS NULL),
      SUM(q.accion = 'igual' AND q.problema IS NULL), SUM(q.problema IS NOT NULL), COALESCE(MAX(q.precio), 0),
      BIT_XOR(CAST(CONV(SUBSTRING(q.sha, 1, 15), 16, 10) AS UNSIGNED)), BIT_XOR(CAST(CONV(SUBSTRING(q.sha, 16, 15), 16, 10) AS UNSIGNED))
    INTO v_filas, altas, cambios, iguales, problemas, precio, v_uno, v_dos
    FROM (
      SELECT s.accion, s.problema, IF(s.accion = 'cambio', s.cambio_precio, 0) AS precio,
        SHA2(CONCAT_WS('/', s.linea, s.codigo, s.accion, s.antes, s.despues, s.problema), 256) AS sha
      FROM importaciones_productos s WHERE s.id_importacion = importacion LIMIT 10000000) q;
  ELSEIF tipo_pedido = 'Familias' THEN
    SELECT COUNT(*), SUM(q.accion = 'alta' AND q.problema IS NULL), SUM(q.accion = 'cambio' AND q.problema IS NULL),
      SUM(q.accion = 'igual' AND q.problema IS NULL), SUM(q.problema IS NOT NULL),
      BIT_XOR(CAST(CONV(SUBSTRING(q.sha, 1, 15), 16, 10) AS UNSIGNED)), BIT_XOR(CAST(CONV(SUBSTRING(q.sha, 16, 15), 16, 10) AS UNSIGNED))
    INTO v_filas, altas, cambios, iguales, problemas, v_uno, v_dos
    FROM (
      SELECT s.accion, s.problema, SHA2(CONCAT_WS('/', s.linea, s.accion, s.id_cliente, s.id_hijo, s.id_tarjeta, s.antes,
        s.despues, s.problema), 256) AS sha
      FROM importaciones_familias s WHERE s.id_importacion = importacion LIMIT 10000000) q;
  ELSE
    SELECT COUNT(*), 0, SUM(q.accion = 'cambio' AND q.problema IS NULL), SUM(q.accion = 'igual' AND q.problema IS NULL),
      SUM(q.problema IS NOT NULL),
      BIT_XOR(CAST(CONV(SUBSTRING(q.sha, 1, 15), 16, 10) AS UNSIGNED)), BIT_XOR(CAST(CONV(SUBSTRING(q.sha, 16, 15), 16, 10) AS UNSIGNED))
    INTO v_filas, altas, cambios, iguales, problemas, v_uno, v_dos
    FROM (
      SELECT s.accion, s.problema, SHA2(CONCAT_WS('/', s.linea, s.codigo, s.accion, s.antes, s.despues, s.problema), 256) AS sha
      FROM importaciones_stock s WHERE s.id_importacion = importacion LIMIT 10000000) q;
  END IF;
  SET altas = COALESCE(altas, 0), cambios = COALESCE(cambios, 0), iguales = COALESCE(iguales, 0),
    problemas = COALESCE(problemas, 0), huella_calculada = SHA2(CONCAT_WS('/', tipo_pedido, v_filas, v_uno, v_dos), 256);
END
