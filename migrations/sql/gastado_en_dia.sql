-- What a card has paid on a business day, in guaraníes: voided sales do not count, and what came back to the card from
-- that day's sales is given back to its daily limit.
CREATE FUNCTION gastado_en_dia(tarjeta INT UNSIGNED, dia DATE)
RETURNS BIGINT
READS SQL DATA SQL SECURITY DEFINER
RETURN (
  SELECT CAST(COALESCE(SUM(v.monto_tarjeta), 0) AS SIGNED) FROM ventas v
  WHERE v.id_tarjeta = tarjeta AND v.dia_negocio = dia AND v.estado = 'Completada'
) - (
  SELECT CAST(COALESCE(SUM(p.monto), 0) AS SIGNED)
  FROM ventas v
  JOIN devoluciones d ON d.id_venta = v.id_venta
  JOIN pagos_devolucion p ON p.id_devolucion = d.id_devolucion
  JOIN medios_pago m ON m.id_medio = p.id_medio AND m.es_tarjeta_estudiantil = 1
  WHERE v.id_tarjeta = tarjeta AND v.dia_negocio = dia AND v.estado = 'Completada'
)
