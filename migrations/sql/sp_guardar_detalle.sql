-- Lines, tax per rate, tenders and stock movements of a sale in the making; its products are locked and taken already.
-- tasas: what sp_totales found.
CREATE PROCEDURE sp_guardar_detalle(
  IN doc LONGTEXT, IN venta BIGINT UNSIGNED, IN descuento BIGINT, IN tasas VARCHAR(4000),
  IN usuario INT UNSIGNED, IN ahora DATETIME)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  IF descuento = 0 THEN
    -- Nearly every sale: without a discount to spread there is no need for windows.
    INSERT INTO detalles_venta (id_venta, linea, id_producto, codigo, nombre, cantidad, precio_unitario,
      descuento_linea, subtotal_linea, tasa_iva)
    SELECT venta, l.linea, l.id_producto, p.codigo, p.nombre, l.cantidad, p.precio_venta,
      COALESCE(l.descuento_linea, 0), p.precio_venta * l.cantidad - COALESCE(l.descuento_linea, 0), p.tasa_iva
    FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
      linea FOR ORDINALITY,
      id_producto BIGINT PATH '$.id_producto',
      cantidad INT PATH '$.cantidad',
      descuento_linea BIGINT PATH '$.descuento_linea')) l
    STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto;
  ELSE
    INSERT INTO detalles_venta (id_venta, linea, id_producto, codigo, nombre, cantidad, precio_unitario,
      descuento_linea, subtotal_linea, tasa_iva, descuento_prorrateado)
    SELECT venta, x.linea, x.id_producto, x.codigo, x.nombre, x.cantidad, x.precio_venta, x.descuento_linea,
      x.neto, x.tasa_iva,
      COALESCE((descuento * x.acumulado) DIV x.todo, 0) - COALESCE((descuento * (x.acumulado - x.neto)) DIV x.todo, 0)
    FROM (
      SELECT n.*, SUM(n.neto) OVER (ORDER BY n.linea ROWS UNBOUNDED PRECEDING) AS acumulado,
        NULLIF(SUM(n.neto) OVER (), 0) AS todo
      FROM (
        SELECT l.linea, l.id_producto, p.codigo, p.nombre, l.cantidad, p.precio_venta, p.tasa_iva,
          COALESCE(l.descuento_linea, 0) AS descuento_linea,
          CAST(p.precio_venta * l.cantidad - COALESCE(l.descuento_linea, 0) AS DECIMAL(20, 0)) AS neto
        FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
          linea FOR ORDINALITY,
          id_producto BIGINT PATH '$.id_producto',
          cantidad INT PATH '$.cantidad',
          descuento_linea BIGINT PATH '$.descuento_linea')) l
        STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto
      ) n
    ) x
    ORDER BY x.linea;
  END IF;

  INSERT INTO impuestos_venta (id_venta, tasa_iva, base, impuesto)
  SELECT venta, t.tasa_iva, t.base, t.impuesto
  FROM JSON_TABLE(CONCAT('[', tasas, ']'), '$[*]' COLUMNS (
    tasa_iva INT PATH '$[0]', base BIGINT PATH '$[1]', impuesto BIGINT PATH '$[2]')) t;

  INSERT INTO pagos_venta (id_venta, linea, id_medio, monto_entregado, monto_aplicado, vuelto, referencia)
  SELECT venta, p.n, p.id_medio, p.entregado, p.aplicado, p.entregado - p.aplicado, NULLIF(TRIM(p.referencia), '')
  FROM JSON_TABLE(doc, '$.pagos[*]' COLUMNS (
    n FOR ORDINALITY,
    id_medio BIGINT PATH '$.id_medio',
    entregado BIGINT PATH '$.monto_entregado',
    aplicado BIGINT PATH '$.monto_aplicado',
    referencia VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.referencia')) p;

  INSERT INTO movimientos_inventario (id_producto, id_usuario, tipo_movimiento, cantidad_movimiento,
    cantidad_anterior, cantidad_nueva, id_venta, fecha_movimiento)
  SELECT d.id_producto, usuario, 'Venta', -CAST(d.cantidad AS SIGNED), p.stock_actual + CAST(d.cantidad AS SIGNED),
    p.stock_actual, venta, ahora
  FROM detalles_venta d JOIN productos p ON p.id_producto = d.id_producto
  WHERE d.id_venta = venta
  ORDER BY d.linea;
END
