-- What a card has paid on a business day, in guaraníes, together with the cards that it replaced: a new number is no new
-- limit. Voided sales do not count, and what came back to the card from that day's sales is given back to its limit.
CREATE FUNCTION gastado_en_dia(tarjeta INT UNSIGNED, dia DATE)
RETURNS BIGINT
READS SQL DATA SQL SECURITY DEFINER
BEGIN
  DECLARE v_tarjeta INT UNSIGNED DEFAULT tarjeta;
  DECLARE v_gastado BIGINT DEFAULT 0;
  WHILE v_tarjeta IS NOT NULL DO
    SET v_gastado = v_gastado + (
      SELECT CAST(COALESCE(SUM(v.monto_tarjeta), 0) AS SIGNED) FROM ventas v
      WHERE v.id_tarjeta = v_tarjeta AND v.dia_negocio = dia AND v.estado = 'Completada'
    ) - (
      SELECT CAST(COALESCE(SUM(p.monto), 0) AS SIGNED)
      FROM ventas v
      JOIN devoluciones d ON d.id_venta = v.id_venta
      JOIN pagos_devolucion p ON p.id_devolucion = d.id_devolucion
      JOIN medios_pago m ON m.id_medio = p.id_medio AND m.es_tarjeta_estudiantil = 1
      WHERE v.id_tarjeta = v_tarjeta AND v.dia_negocio = dia AND v.estado = 'Completada'
    );
    SET v_tarjeta = (SELECT t.id_tarjeta FROM tarjetas t WHERE t.id_reemplazo = v_tarjeta);
  END WHILE;
  RETURN v_gastado;
END
