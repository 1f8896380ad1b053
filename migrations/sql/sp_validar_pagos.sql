-- The tenders of a sale document against its total: methods, references, change only from cash, exact sum.
-- entregado: handed over in all; tarjeta: the part that the student card pays; metodos: their names.
CREATE PROCEDURE sp_validar_pagos(
  IN doc LONGTEXT, IN total BIGINT, IN factura TINYINT, IN con_tarjeta TINYINT,
  OUT entregado BIGINT, OUT tarjeta BIGINT, OUT metodos VARCHAR(500))
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_problema, v_medio, v_sobra BIGINT;
  DECLARE v_aplicado BIGINT;
  DECLARE v_numeros LONGTEXT DEFAULT JSON_EXTRACT(doc, '$.pagos[*].id_medio', '$.pagos[*].monto_entregado',
    '$.pagos[*].monto_aplicado');

  IF COALESCE(JSON_TYPE(JSON_EXTRACT(doc, '$.pagos')), '') <> 'ARRAY' OR JSON_LENGTH(doc, '$.pagos') > 10
    OR v_numeros REGEXP '[^0-9, \\[\\]]' OR v_numeros LIKE '_%[%' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=pagos');
  END IF;

  -- The first tender with a problem, as position * 10 + problem.
  SELECT COALESCE(SUM(CAST(p.aplicado AS SIGNED)), 0), COALESCE(SUM(CAST(p.entregado AS SIGNED)), 0),
    COALESCE(SUM(CASE WHEN m.es_tarjeta_estudiantil = 1 THEN CAST(p.aplicado AS SIGNED) END), 0),
    COALESCE(GROUP_CONCAT(DISTINCT m.nombre ORDER BY m.nombre SEPARATOR ' + '), ''),
    MIN(p.n * 10 + CASE
      WHEN p.id_medio IS NULL OR p.aplicado IS NULL OR p.entregado IS NULL OR CHAR_LENGTH(p.aplicado) > 12
        OR CHAR_LENGTH(p.entregado) > 12 OR p.aplicado + 0 = 0 OR p.entregado + 0 < p.aplicado + 0 THEN 1
      WHEN m.id_medio IS NULL OR m.activo = 0 THEN 2
      WHEN CHAR_LENGTH(p.referencia) > 60 THEN 3
      WHEN m.pide_referencia = 1 AND TRIM(COALESCE(p.referencia, '')) = '' THEN 4
      WHEN m.es_efectivo = 0 AND p.entregado + 0 > p.aplicado + 0 THEN 5
      WHEN m.es_tarjeta_estudiantil = 1 AND con_tarjeta = 0 THEN 6
      WHEN factura = 1 AND (m.permite_factura = 0 OR m.es_tarjeta_estudiantil = 1) THEN 7 END)
  INTO v_aplicado, entregado, tarjeta, metodos, v_problema
  FROM JSON_TABLE(doc, '$.pagos[*]' COLUMNS (
    n FOR ORDINALITY,
    id_medio VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_medio',
    entregado VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.monto_entregado',
    aplicado VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.monto_aplicado',
    referencia TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.referencia')) p
  LEFT JOIN medios_pago m ON CHAR_LENGTH(p.id_medio) < 10 AND m.id_medio = p.id_medio + 0;

  IF v_problema IS NOT NULL THEN
    SET v_medio = LEFT(CAST(JSON_EXTRACT(doc, CONCAT('$.pagos[', v_problema DIV 10 - 1, '].id_medio')) AS CHAR), 18);
    SET v_sobra = JSON_EXTRACT(doc, CONCAT('$.pagos[', v_problema DIV 10 - 1, '].monto_entregado'))
      - JSON_EXTRACT(doc, CONCAT('$.pagos[', v_problema DIV 10 - 1, '].monto_aplicado'));
    CASE v_problema MOD 10
      WHEN 1 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=pagos');
      WHEN 2 THEN CALL sp_rechazar(CONCAT('MEDIO_INVALIDO|id_medio=', v_medio));
      WHEN 3 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=pagos.referencia');
      WHEN 4 THEN CALL sp_rechazar(CONCAT('REFERENCIA_REQUERIDA|id_medio=', v_medio));
      WHEN 5 THEN CALL sp_rechazar(CONCAT('PAGO_EXCEDIDO|id_medio=', v_medio, '|sobra=', v_sobra));
      WHEN 6 THEN CALL sp_rechazar('TARJETA_REQUERIDA');
      ELSE CALL sp_rechazar(CONCAT('FACTURA_NO_PERMITIDA|id_medio=', v_medio));
    END CASE;
  END IF;
  IF entregado > 999999999999 THEN CALL sp_rechazar('MONTO_EXCEDIDO|maximo=999999999999'); END IF;
  IF v_aplicado < total THEN
    CALL sp_rechazar(CONCAT('PAGO_INCOMPLETO|total=', total, '|falta=', total - v_aplicado));
  END IF;
  IF v_aplicado > total THEN
    CALL sp_rechazar(CONCAT('PAGO_EXCEDIDO|total=', total, '|sobra=', v_aplicado - total));
  END IF;
END
