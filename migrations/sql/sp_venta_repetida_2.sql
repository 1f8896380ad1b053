-- Answers a document whose UUID is already stored: the first sale, if it is the same one; a conflict otherwise.
CREATE PROCEDURE sp_venta_repetida(IN doc LONGTEXT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_venta BIGINT UNSIGNED;
  DECLARE v_iguales, v_lineas, v_pagos INT;

  SELECT v.id_venta INTO v_venta
  FROM JSON_TABLE(doc, '$' COLUMNS (
    uuid VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.uuid',
    id_caja BIGINT PATH '$.id_caja',
    descuento BIGINT PATH '$.descuento',
    nro_tarjeta VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.nro_tarjeta',
    id_hijo BIGINT PATH '$.id_hijo')) h
  JOIN ventas v ON v.uuid = LOWER(h.uuid)
  LEFT JOIN tarjetas t ON t.id_tarjeta = v.id_tarjeta
  WHERE v.id_caja = h.id_caja AND v.descuento = COALESCE(h.descuento, 0)
    AND t.nro_tarjeta <=> TRIM(h.nro_tarjeta)
    -- A card names its student by itself.
    AND (v.id_hijo <=> h.id_hijo OR (v.id_tarjeta IS NOT NULL AND h.id_hijo IS NULL))
    AND v.factura = (COALESCE(CAST(JSON_EXTRACT(doc, '$.factura') AS CHAR), 'false') = 'true');

  SELECT COUNT(*), COUNT(d.id_detalle) INTO v_lineas, v_iguales
  FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
    id_producto BIGINT PATH '$.id_producto', cantidad BIGINT PATH '$.cantidad',
    descuento BIGINT PATH '$.descuento_linea')) l
  LEFT JOIN detalles_venta d ON d.id_venta = v_venta AND d.id_producto = l.id_producto
    AND d.cantidad = l.cantidad AND d.descuento_linea = COALESCE(l.descuento, 0);
  IF v_venta IS NULL OR v_lineas <> v_iguales
    OR v_lineas <> (SELECT COUNT(*) FROM detalles_venta WHERE id_venta = v_venta) THEN
    CALL sp_rechazar('UUID_EN_CONFLICTO');
  END IF;

  SELECT COUNT(*), COUNT(g.id_pago) INTO v_pagos, v_iguales
  FROM JSON_TABLE(doc, '$.pagos[*]' COLUMNS (
    n FOR ORDINALITY, id_medio BIGINT PATH '$.id_medio', entregado BIGINT PATH '$.monto_entregado',
    aplicado BIGINT PATH '$.monto_aplicado')) p
  LEFT JOIN pagos_venta g ON g.id_venta = v_venta AND g.linea = p.n AND g.id_medio = p.id_medio
    AND g.monto_entregado = p.entregado AND g.monto_aplicado = p.aplicado;
  IF v_pagos <> v_iguales OR v_pagos <> (SELECT COUNT(*) FROM pagos_venta WHERE id_venta = v_venta) THEN
    CALL sp_rechazar('UUID_EN_CONFLICTO');
  END IF;

  SELECT v.id_venta, v.uuid, v.numero_venta, v.total, v.vuelto, v.saldo_posterior, 1 AS repetida, v.fecha_venta
  FROM ventas v WHERE v.id_venta = v_venta;
END
