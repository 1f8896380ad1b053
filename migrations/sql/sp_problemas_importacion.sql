-- Rows of a planned import that the data refuses (`aviso` 0) or that deserve a second look (1): {id_importacion, cuantas}.
-- `problema` is `REASON|column|limit`; `valores` is what the row says.
CREATE PROCEDURE sp_problemas_importacion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_importacion BIGINT UNSIGNED;
  DECLARE v_tipo VARCHAR(12);
  DECLARE v_cuantas INT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_cuantas = COALESCE(campo_entero(doc, '$.cuantas', 1, 10000), 1000);
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'data.import', 'import', v_usuario, v_aprobacion);
  CALL sp_importacion_abierta(doc, v_usuario, v_importacion, v_tipo);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  CASE v_tipo
    WHEN 'Productos' THEN
      SELECT s.linea, s.problema, 0 AS aviso, JSON_OBJECT('codigo', s.codigo, 'codigos_barra', s.codigos_barra,
        'categoria', s.categoria, 'alergenos', s.alergenos) AS valores
      FROM importaciones_productos s
      WHERE s.id_importacion = v_importacion AND s.problema IS NOT NULL ORDER BY s.linea LIMIT v_cuantas;
    WHEN 'Familias' THEN
      SELECT s.linea, COALESCE(s.problema, s.aviso) AS problema, s.problema IS NULL AS aviso, JSON_OBJECT('documento', s.documento, 'nombre',
        s.nombre, 'email', s.email, 'estudiante_nombre', s.estudiante_nombre, 'nro_tarjeta', s.nro_tarjeta,
        'saldo_inicial', s.saldo_inicial) AS valores
      FROM importaciones_familias s
      WHERE s.id_importacion = v_importacion AND (s.problema IS NOT NULL OR s.aviso IS NOT NULL)
      ORDER BY s.linea LIMIT v_cuantas;
    ELSE
      SELECT s.linea, s.problema, 0 AS aviso, JSON_OBJECT('codigo', s.codigo, 'cantidad', s.cantidad) AS valores
      FROM importaciones_stock s
      WHERE s.id_importacion = v_importacion AND s.problema IS NOT NULL ORDER BY s.linea LIMIT v_cuantas;
  END CASE;
END
