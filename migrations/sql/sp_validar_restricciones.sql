-- Every restriction that a line hits must be answered in `confirmaciones`; a blocking one by a gerente with a reason.
-- conflictos: how many there are.
CREATE PROCEDURE sp_validar_restricciones(
  IN doc LONGTEXT, IN hijo INT UNSIGNED, OUT conflictos INT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_producto, v_restriccion, v_problema, v_filas, v_distintas INT;
  DECLARE v_numeros LONGTEXT DEFAULT JSON_EXTRACT(doc, '$.confirmaciones[*].id_producto',
    '$.confirmaciones[*].id_restriccion', '$.confirmaciones[*].autorizado_por');

  IF v_numeros REGEXP '[^0-9,nul \\[\\]]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=confirmaciones');
  END IF;
  SELECT COUNT(*), COUNT(DISTINCT k.id_producto, k.id_restriccion) INTO v_filas, v_distintas
  FROM JSON_TABLE(doc, '$.confirmaciones[*]' COLUMNS (
    id_producto BIGINT PATH '$.id_producto', id_restriccion BIGINT PATH '$.id_restriccion')) k;
  IF v_filas <> v_distintas THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=confirmaciones'); END IF;

  SET conflictos = 0;
  SELECT q.id_producto, q.id_restriccion, q.problema, q.total INTO v_producto, v_restriccion, v_problema, conflictos
  FROM (
    SELECT c.id_producto, c.id_restriccion, COUNT(*) OVER () AS total,
      CASE
        WHEN k.id_producto IS NULL THEN 1
        WHEN c.bloqueante = 1 AND k.autorizado_por IS NULL THEN 2
        WHEN k.autorizado_por IS NOT NULL AND a.id_usuario IS NULL THEN 3
        WHEN c.bloqueante = 1 AND TRIM(COALESCE(k.motivo, '')) = '' THEN 4
        WHEN CHAR_LENGTH(k.motivo) > 300 THEN 5
        ELSE 6 END AS problema
    FROM (
      SELECT DISTINCT pa.id_producto, r.id_restriccion, r.bloqueante
      FROM restricciones_hijos r
      JOIN restricciones_alergenos ra ON ra.id_restriccion = r.id_restriccion
      JOIN productos_alergenos pa ON pa.id_alergeno = ra.id_alergeno
      JOIN JSON_TABLE(doc, '$.lineas[*]' COLUMNS (id_producto BIGINT PATH '$.id_producto')) l
        ON l.id_producto = pa.id_producto
      WHERE r.id_hijo = hijo AND r.activo = 1
    ) c
    LEFT JOIN JSON_TABLE(doc, '$.confirmaciones[*]' COLUMNS (
      id_producto BIGINT PATH '$.id_producto',
      id_restriccion BIGINT PATH '$.id_restriccion',
      autorizado_por BIGINT PATH '$.autorizado_por',
      motivo TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) k
      ON k.id_producto = c.id_producto AND k.id_restriccion = c.id_restriccion
    LEFT JOIN usuarios a ON a.id_usuario = k.autorizado_por AND a.estado = 'Activo' AND a.rol IN ('gerente', 'admin')
  ) q
  ORDER BY q.problema, q.id_producto, q.id_restriccion
  LIMIT 1;

  CASE v_problema
    WHEN 1 THEN CALL sp_rechazar(CONCAT('RESTRICCION_SIN_CONFIRMAR|id_producto=', v_producto,
      '|id_restriccion=', v_restriccion));
    WHEN 2 THEN CALL sp_rechazar(CONCAT('RESTRICCION_SIN_AUTORIZACION|id_producto=', v_producto,
      '|id_restriccion=', v_restriccion));
    WHEN 3 THEN CALL sp_rechazar('AUTORIZACION_INVALIDA');
    WHEN 4 THEN CALL sp_rechazar('MOTIVO_REQUERIDO');
    WHEN 5 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=confirmaciones.motivo');
    ELSE BEGIN END;
  END CASE;
END
