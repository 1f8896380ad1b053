-- What a planned import would do, row by row: {id_importacion, despues_de, cuantas}. Only the changed fields are in
-- `antes`; of a new record everything is in `despues`.
CREATE PROCEDURE sp_cambios_importacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_importacion BIGINT UNSIGNED;
  DECLARE v_tipo VARCHAR(12);
  DECLARE v_desde BIGINT;
  DECLARE v_cuantas INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_desde = COALESCE(campo_entero(doc, '$.despues_de', 0, 999999999), 0),
    v_cuantas = COALESCE(campo_entero(doc, '$.cuantas', 1, 10000), 20);
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'data.import', 'import', v_usuario, v_aprobacion);
  CALL sp_importacion_abierta(doc, v_usuario, v_importacion, v_tipo);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  CASE v_tipo
    WHEN 'Productos' THEN
      SELECT s.linea, s.codigo AS clave, COALESCE(s.nombre, p.nombre) AS nombre, s.accion, s.antes, s.despues
      FROM importaciones_productos s LEFT JOIN productos p ON p.id_producto = s.id_producto
      WHERE s.id_importacion = v_importacion AND s.linea > v_desde AND s.accion <> 'igual' AND s.problema IS NULL
      ORDER BY s.linea LIMIT v_cuantas;
    WHEN 'Familias' THEN
      SELECT s.linea, COALESCE(s.nro_tarjeta, s.documento, s.email, '') AS clave,
        TRIM(CONCAT(COALESCE(s.estudiante_nombre, h.nombre, s.nombre, c.nombre, ''), ' ',
          COALESCE(s.estudiante_apellido, h.apellido, s.apellido, c.apellido, ''))) AS nombre,
        s.accion, s.antes, s.despues
      FROM importaciones_familias s
      LEFT JOIN hijos h ON h.id_hijo = s.id_hijo
      LEFT JOIN clientes c ON c.id_cliente = s.id_cliente
      WHERE s.id_importacion = v_importacion AND s.linea > v_desde AND s.accion <> 'igual' AND s.problema IS NULL
      ORDER BY s.linea LIMIT v_cuantas;
    ELSE
      SELECT s.linea, s.codigo AS clave, p.nombre, s.accion, s.antes, s.despues
      FROM importaciones_stock s JOIN productos p ON p.id_producto = s.id_producto
      WHERE s.id_importacion = v_importacion AND s.linea > v_desde AND s.accion <> 'igual' AND s.problema IS NULL
      ORDER BY s.linea LIMIT v_cuantas;
  END CASE;
END
