-- Says why the lines of a document cannot be sold: called after the sale was rolled back, off the fast path.
CREATE PROCEDURE sp_rechazar_lineas(IN doc LONGTEXT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_producto, v_problema, v_cantidad, v_stock INT;
  DECLARE v_precio, v_descuento BIGINT;

  SELECT q.id_producto, q.problema, q.cantidad, q.stock_actual, q.precio_venta, q.descuento
  INTO v_producto, v_problema, v_cantidad, v_stock, v_precio, v_descuento
  FROM (
    SELECT l.n, l.id_producto, l.cantidad, p.stock_actual, p.precio_venta, COALESCE(l.descuento, 0) AS descuento,
      CASE
        WHEN p.id_producto IS NULL THEN 1
        WHEN p.estado <> 'Activo' THEN 2
        WHEN p.precio_venta = 0 THEN 3
        WHEN l.precio <> p.precio_venta THEN 4
        WHEN COALESCE(l.descuento, 0) > p.precio_venta * l.cantidad THEN 5
        WHEN p.vende_sin_stock = 0 AND p.stock_actual < l.cantidad THEN 6
        ELSE 7 END AS problema
    FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
      n FOR ORDINALITY,
      id_producto BIGINT PATH '$.id_producto',
      cantidad INT PATH '$.cantidad',
      precio BIGINT PATH '$.precio_unitario',
      descuento BIGINT PATH '$.descuento_linea')) l
    LEFT JOIN productos p ON p.id_producto = l.id_producto
  ) q
  ORDER BY q.problema = 7, q.n
  LIMIT 1;

  CASE v_problema
    WHEN 1 THEN CALL sp_rechazar(CONCAT('PRODUCTO_INEXISTENTE|id_producto=', v_producto));
    WHEN 2 THEN CALL sp_rechazar(CONCAT('PRODUCTO_INACTIVO|id_producto=', v_producto));
    WHEN 3 THEN CALL sp_rechazar(CONCAT('PRECIO_INVALIDO|id_producto=', v_producto));
    WHEN 4 THEN CALL sp_rechazar(CONCAT('PRECIO_CAMBIADO|id_producto=', v_producto, '|precio=', v_precio));
    WHEN 5 THEN CALL sp_rechazar(CONCAT('DESCUENTO_INVALIDO|id_producto=', v_producto,
      '|descuento=', v_descuento, '|maximo=', v_precio * v_cantidad));
    WHEN 6 THEN CALL sp_rechazar(CONCAT('STOCK_INSUFICIENTE|id_producto=', v_producto,
      '|disponible=', GREATEST(v_stock, 0), '|pedido=', v_cantidad));
    -- Somebody gave the stock back meanwhile: told as a deadlock, so that the caller sends the document again.
    ELSE SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'sale to be repeated';
  END CASE;
END
