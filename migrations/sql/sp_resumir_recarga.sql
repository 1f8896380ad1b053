-- Adds a top-up to the roll-ups of its day and till: money that came in, and is no sale until the card pays with it.
CREATE PROCEDURE sp_resumir_recarga(IN recarga BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
INSERT INTO resumen_ventas (corte, dia_negocio, id_caja, clave, recargas, recargado)
SELECT * FROM (
  SELECT k.corte, r.dia_negocio AS dia, r.id_caja AS caja,
    CASE k.corte WHEN 1 THEN 0 WHEN 2 THEN HOUR(r.fecha) WHEN 3 THEN r.id_usuario ELSE r.id_medio END AS clave,
    1 AS recargas, r.monto AS recargado
  FROM recargas r
  JOIN (SELECT 1 AS corte UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) k
  WHERE r.id_recarga = recarga
) n
ON DUPLICATE KEY UPDATE resumen_ventas.recargas = resumen_ventas.recargas + n.recargas,
  resumen_ventas.recargado = resumen_ventas.recargado + n.recargado
