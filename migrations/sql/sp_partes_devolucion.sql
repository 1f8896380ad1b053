-- What a return takes of a sale whose row is locked: never more than was sold less what came back already. A line's money
-- is its part of what was really paid, with its share of the sale's discount and of the IVA. Shares are cumulative
-- (so many of the units given back so far), so that all returns of a sale add up to its total exactly.
-- partes: [line, product, units, net, IVA, destination], ... in JSON; neto, iva: their sums, in guaraníes.
CREATE PROCEDURE sp_partes_devolucion(
  IN doc LONGTEXT, IN venta BIGINT UNSIGNED, IN tipo_pedido VARCHAR(12),
  OUT partes LONGTEXT, OUT neto BIGINT, OUT iva BIGINT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_linea, v_quedan, v_pedidas, v_producto INT;

  IF tipo_pedido = 'Devolucion' THEN
    SELECT l.linea, l.cantidad, d.id_producto, CAST(d.cantidad AS SIGNED) - COALESCE(r.unidades, 0)
    INTO v_linea, v_pedidas, v_producto, v_quedan
    FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (linea INT PATH '$.linea', cantidad INT PATH '$.cantidad')) l
    LEFT JOIN detalles_venta d ON d.id_venta = venta AND d.linea = l.linea
    LEFT JOIN (
      SELECT x.linea, CAST(SUM(x.cantidad) AS SIGNED) AS unidades
      FROM devoluciones v JOIN detalles_devolucion x ON x.id_devolucion = v.id_devolucion
      WHERE v.id_venta = venta GROUP BY x.linea) r ON r.linea = d.linea
    WHERE d.linea IS NULL OR l.cantidad > CAST(d.cantidad AS SIGNED) - COALESCE(r.unidades, 0)
    ORDER BY l.linea LIMIT 1;
    IF v_linea IS NOT NULL AND v_producto IS NULL THEN
      CALL sp_rechazar(CONCAT('VALOR_INVALIDO|campo=linea|valor=', v_linea));
    END IF;
    IF v_linea IS NOT NULL THEN
      CALL sp_rechazar(CONCAT('DEVOLUCION_EXCEDIDA|id_producto=', v_producto, '|linea=', v_linea,
        '|disponible=', v_quedan, '|pedido=', v_pedidas));
    END IF;
  END IF;

  -- 500 lines of some 60 characters; some servers cut at 1,024.
  SET SESSION group_concat_max_len = 1000000;
  SELECT CONCAT('[', GROUP_CONCAT('[', q.linea, ',', q.id_producto, ',', q.ahora, ',', q.neto_ahora, ',', q.iva_ahora,
      ',"', q.destino, '"]' ORDER BY q.linea SEPARATOR ','), ']'),
    CAST(SUM(q.neto_ahora) AS SIGNED), CAST(SUM(q.iva_ahora) AS SIGNED)
  INTO partes, neto, iva
  FROM (
    SELECT p.linea, p.id_producto, p.ahora, p.destino,
      (p.neto * (p.antes + p.ahora)) DIV p.cantidad - (p.neto * p.antes) DIV p.cantidad AS neto_ahora,
      (p.iva * (p.antes + p.ahora)) DIV p.cantidad - (p.iva * p.antes) DIV p.cantidad AS iva_ahora
    FROM (
      SELECT n.linea, n.id_producto, n.cantidad, n.neto, COALESCE(r.unidades, 0) AS antes,
        IF(tipo_pedido = 'Anulacion', n.cantidad - COALESCE(r.unidades, 0), COALESCE(l.cantidad, 0)) AS ahora,
        IF(tipo_pedido = 'Anulacion', 'Stock', COALESCE(l.destino, 'Stock')) AS destino,
        COALESCE((i.impuesto * n.acumulado) DIV n.todo, 0)
          - COALESCE((i.impuesto * (n.acumulado - n.neto)) DIV n.todo, 0) AS iva
      FROM (
        SELECT d.linea, d.id_producto, CAST(d.cantidad AS SIGNED) AS cantidad, d.tasa_iva,
          CAST(d.subtotal_linea - d.descuento_prorrateado AS DECIMAL(20, 0)) AS neto,
          CAST(SUM(d.subtotal_linea - d.descuento_prorrateado)
            OVER (PARTITION BY d.tasa_iva ORDER BY d.linea ROWS UNBOUNDED PRECEDING) AS DECIMAL(20, 0)) AS acumulado,
          NULLIF(SUM(d.subtotal_linea - d.descuento_prorrateado) OVER (PARTITION BY d.tasa_iva), 0) AS todo
        FROM detalles_venta d WHERE d.id_venta = venta
      ) n
      LEFT JOIN impuestos_venta i ON i.id_venta = venta AND i.tasa_iva = n.tasa_iva
      LEFT JOIN (
        SELECT x.linea, CAST(SUM(x.cantidad) AS SIGNED) AS unidades
        FROM devoluciones v JOIN detalles_devolucion x ON x.id_devolucion = v.id_devolucion
        WHERE v.id_venta = venta GROUP BY x.linea) r ON r.linea = n.linea
      LEFT JOIN JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
        linea INT PATH '$.linea', cantidad INT PATH '$.cantidad',
        destino VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.destino')) l ON l.linea = n.linea
    ) p
    WHERE p.ahora > 0
    -- The limit keeps the servers from merging windows into the sums above, which MariaDB 10.11 resolves only once.
    LIMIT 1000
  ) q;
END
