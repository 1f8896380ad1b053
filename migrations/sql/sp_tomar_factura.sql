-- Gives an invoiced sale its fiscal number, inside the sale's own transaction. A store that has not set up invoicing keeps
-- the wish alone (`ventas.factura`).
CREATE PROCEDURE sp_tomar_factura(IN venta BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_caja, v_usuario INT UNSIGNED;
  DECLARE v_cuando DATETIME;
  DECLARE v_total BIGINT;
  DECLARE v_factura BIGINT UNSIGNED;
  IF EXISTS (SELECT 1 FROM ajustes a WHERE a.clave = 'facturacion' AND a.valor = '1') THEN
    SELECT v.id_caja, v.id_usuario, v.fecha_venta, v.total INTO v_caja, v_usuario, v_cuando, v_total
    FROM ventas v WHERE v.id_venta = venta AND v.factura = 1;
    IF v_caja IS NOT NULL THEN
      CALL sp_insertar_factura('factura', venta, NULL, NULL, v_caja, v_usuario, v_cuando, v_total, v_factura);
    END IF;
  END IF;
END
