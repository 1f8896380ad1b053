-- Every restriction that a line hits must be answered in `confirmaciones`. A blocking one needs a manager's approval of
-- just this product and restriction (`id_aprobacion`), or a reason of a person whose own role may and whom `sesion`
-- proves. conflictos: how many there are.
CREATE PROCEDURE sp_validar_restricciones(
  IN doc LONGTEXT, IN usuario INT UNSIGNED, IN hijo INT UNSIGNED, OUT conflictos INT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_producto, v_restriccion, v_problema, v_filas, v_distintas, v_aprobadas INT;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_sesion VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_probado, v_puede TINYINT DEFAULT 0;
  DECLARE v_numeros LONGTEXT DEFAULT JSON_EXTRACT(doc, '$.confirmaciones[*].id_producto',
    '$.confirmaciones[*].id_restriccion', '$.confirmaciones[*].id_aprobacion');

  IF v_numeros REGEXP '[^0-9,nul \\[\\]]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=confirmaciones');
  END IF;
  SELECT COUNT(*), COUNT(DISTINCT k.id_producto, k.id_restriccion) INTO v_filas, v_distintas
  FROM JSON_TABLE(doc, '$.confirmaciones[*]' COLUMNS (
    id_producto BIGINT PATH '$.id_producto', id_restriccion BIGINT PATH '$.id_restriccion')) k;
  IF v_filas <> v_distintas THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=confirmaciones'); END IF;
  SELECT LEFT(h.sesion, 200) INTO v_sesion
  FROM JSON_TABLE(doc, '$' COLUMNS (
    sesion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion')) h;
  SET v_probado = v_sesion IS NOT NULL AND COALESCE(usuario_de_sesion(v_sesion) = usuario, 0),
    v_puede = v_probado = 1 AND puede(rol_de(usuario), 'restriction.approve') = 1;

  SET conflictos = 0;
  SELECT q.id_producto, q.id_restriccion, q.problema, q.total INTO v_producto, v_restriccion, v_problema, conflictos
  FROM (
    SELECT c.id_producto, c.id_restriccion, COUNT(*) OVER () AS total,
      CASE
        WHEN k.id_producto IS NULL THEN 1
        WHEN v_probado = 0 AND (k.id_aprobacion IS NOT NULL OR (c.bloqueante = 1 AND v_sesion IS NOT NULL)) THEN 3
        WHEN c.bloqueante = 1 AND k.id_aprobacion IS NULL AND v_puede = 0 THEN 2
        WHEN c.bloqueante = 1 AND k.id_aprobacion IS NULL AND TRIM(COALESCE(k.motivo, '')) = '' THEN 4
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
      id_aprobacion BIGINT PATH '$.id_aprobacion',
      motivo TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) k
      ON k.id_producto = c.id_producto AND k.id_restriccion = c.id_restriccion
  ) q
  ORDER BY q.problema, q.id_producto, q.id_restriccion
  LIMIT 1;

  CASE v_problema
    WHEN 1 THEN CALL sp_rechazar(CONCAT('RESTRICCION_SIN_CONFIRMAR|id_producto=', v_producto,
      '|id_restriccion=', v_restriccion));
    WHEN 2 THEN CALL sp_rechazar(CONCAT('RESTRICCION_SIN_AUTORIZACION|id_producto=', v_producto,
      '|id_restriccion=', v_restriccion));
    WHEN 3 THEN CALL sp_rechazar('SESION_REQUERIDA');
    WHEN 4 THEN CALL sp_rechazar('MOTIVO_REQUERIDO');
    WHEN 5 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=confirmaciones.motivo');
    ELSE BEGIN END;
  END CASE;

  -- Each approval is used up for its own product and restriction, and for nothing else of this sale.
  IF conflictos > 0 THEN
    SET v_aprobacion = 0;
    REPEAT
      SELECT MIN(k.id_aprobacion) INTO v_aprobacion
      FROM JSON_TABLE(doc, '$.confirmaciones[*]' COLUMNS (id_aprobacion BIGINT PATH '$.id_aprobacion')) k
      WHERE k.id_aprobacion > v_aprobacion;
      IF v_aprobacion IS NOT NULL THEN
        SELECT COUNT(*), MIN(k.id_producto), MIN(k.id_restriccion) INTO v_aprobadas, v_producto, v_restriccion
        FROM JSON_TABLE(doc, '$.confirmaciones[*]' COLUMNS (
          id_producto BIGINT PATH '$.id_producto', id_restriccion BIGINT PATH '$.id_restriccion',
          id_aprobacion BIGINT PATH '$.id_aprobacion')) k
        WHERE k.id_aprobacion = v_aprobacion;
        IF v_aprobadas > 1 THEN CALL sp_rechazar('AUTORIZACION_INVALIDA'); END IF;
        CALL sp_usar_aprobacion(v_aprobacion, usuario, 'restriction.approve',
          CONCAT(v_producto, ':', v_restriccion), 'venta');
      END IF;
    UNTIL v_aprobacion IS NULL END REPEAT;
  END IF;
END
