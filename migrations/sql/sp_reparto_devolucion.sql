-- Where the money of a return goes: back to where it came from, card balance first, cash last, so that a sale that was
-- paid by card never turns into cash, and never more by a method than was paid by it. Returns of one sale take the
-- sale's money in that order one after the other, each beginning where the last one ended.
-- antes: given back by earlier returns; pagos: [method, amount, 1 if it is the card], ... in JSON; a_tarjeta: the card's.
CREATE PROCEDURE sp_reparto_devolucion(
  IN venta BIGINT UNSIGNED, IN antes BIGINT, IN total BIGINT, OUT pagos LONGTEXT, OUT a_tarjeta BIGINT)
SQL SECURITY DEFINER READS SQL DATA
SELECT COALESCE(CONCAT('[', GROUP_CONCAT('[', x.id_medio, ',', x.monto, ',', x.es_tarjeta, ']'
    ORDER BY x.orden SEPARATOR ','), ']'), '[]'),
  COALESCE(SUM(IF(x.es_tarjeta = 1, x.monto, 0)), 0)
INTO pagos, a_tarjeta
FROM (
  SELECT t.id_medio, t.es_tarjeta, t.orden,
    LEAST(t.hasta, antes + total) - GREATEST(t.hasta - t.monto_aplicado, antes) AS monto
  FROM (
    SELECT p.id_medio, p.monto_aplicado, m.es_tarjeta_estudiantil AS es_tarjeta,
      ROW_NUMBER() OVER (ORDER BY m.es_tarjeta_estudiantil DESC, m.es_efectivo, p.linea) AS orden,
      SUM(p.monto_aplicado) OVER (ORDER BY m.es_tarjeta_estudiantil DESC, m.es_efectivo, p.linea
        ROWS UNBOUNDED PRECEDING) AS hasta
    FROM pagos_venta p JOIN medios_pago m ON m.id_medio = p.id_medio
    WHERE p.id_venta = venta
  ) t
  -- The limit keeps the servers from merging windows into the sums above, which MariaDB 10.11 resolves only once.
  LIMIT 100
) x
WHERE x.monto > 0
