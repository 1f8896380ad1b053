-- Subtotal after line discounts, IVA and units of a document whose products are locked, in guaraníes. The sale discount
-- is spread by cumulative shares, so that the parts add up (prorate in src/domain/money.ts); tax is rounded per rate.
-- tasas: [rate, base, IVA], ... of each rate
CREATE PROCEDURE sp_totales(
  IN doc LONGTEXT, IN descuento BIGINT, IN trato VARCHAR(12), OUT subtotal BIGINT, OUT impuesto BIGINT,
  OUT unidades BIGINT, OUT tasas VARCHAR(4000))
SQL SECURITY DEFINER READS SQL DATA
IF descuento = 0 THEN
  SELECT SUM(g.base), SUM(calcular_iva(g.base, g.tasa_iva, trato)), SUM(g.cantidad),
    GROUP_CONCAT('[', g.tasa_iva, ',', g.base, ',', calcular_iva(g.base, g.tasa_iva, trato), ']')
  INTO subtotal, impuesto, unidades, tasas
  FROM (
    SELECT p.tasa_iva, SUM(l.cantidad) AS cantidad, SUM(p.precio_venta * l.cantidad - COALESCE(l.descuento, 0)) AS base
    FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
      id_producto BIGINT PATH '$.id_producto',
      cantidad INT PATH '$.cantidad',
      descuento BIGINT PATH '$.descuento_linea')) l
    STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
    GROUP BY p.tasa_iva
  ) g;
ELSE
  SELECT SUM(g.neto), SUM(calcular_iva(g.base, g.tasa_iva, trato)), SUM(g.cantidad),
    GROUP_CONCAT('[', g.tasa_iva, ',', g.base, ',', calcular_iva(g.base, g.tasa_iva, trato), ']')
  INTO subtotal, impuesto, unidades, tasas
  FROM (
    SELECT x.tasa_iva, SUM(x.neto) AS neto, SUM(x.cantidad) AS cantidad,
      SUM(x.neto - COALESCE((descuento * x.acumulado) DIV x.todo, 0)
        + COALESCE((descuento * (x.acumulado - x.neto)) DIV x.todo, 0)) AS base
    FROM (
      SELECT n.tasa_iva, n.cantidad, n.neto,
        SUM(n.neto) OVER (ORDER BY n.linea ROWS UNBOUNDED PRECEDING) AS acumulado,
        NULLIF(SUM(n.neto) OVER (), 0) AS todo
      FROM (
        SELECT l.linea, p.tasa_iva, l.cantidad,
          CAST(p.precio_venta * l.cantidad - COALESCE(l.descuento, 0) AS DECIMAL(20, 0)) AS neto
        FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
          linea FOR ORDINALITY,
          id_producto BIGINT PATH '$.id_producto',
          cantidad INT PATH '$.cantidad',
          descuento BIGINT PATH '$.descuento_linea')) l
        STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
      ) n
    ) x
    GROUP BY x.tasa_iva
  ) g;
END IF
