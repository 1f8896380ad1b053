-- Takes a number for a document about a sale: of the sale itself, or of one of its returns (`devolucion`, with `factura_ref`).
-- The receiver is copied: what is signed later is what the customer was told.
CREATE PROCEDURE sp_insertar_factura(
  IN clase VARCHAR(12), IN venta BIGINT UNSIGNED, IN devolucion BIGINT UNSIGNED, IN factura_ref BIGINT UNSIGNED,
  IN caja INT UNSIGNED, IN usuario INT UNSIGNED, IN cuando DATETIME, IN monto BIGINT, OUT factura BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_timbrado, v_numero INT UNSIGNED;
  DECLARE v_establecimiento, v_punto CHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_nombre VARCHAR(255);
  DECLARE v_documento VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_email VARCHAR(190);
  DECLARE v_tasa INT;
  DECLARE v_ambiente VARCHAR(12);
  SELECT TRIM(CONCAT(c.nombre, ' ', c.apellido)), c.documento, c.email INTO v_nombre, v_documento, v_email
  FROM ventas v JOIN clientes c ON c.id_cliente = v.id_cliente WHERE v.id_venta = venta;
  -- The law asks who buys from 7.000.000 on.
  IF v_documento IS NULL AND monto >= 7000000 THEN
    CALL sp_rechazar('FACTURA_SIN_DOCUMENTO|maximo=7000000');
  END IF;
  SELECT MAX(d.tasa_iva) INTO v_tasa FROM detalles_venta d WHERE d.id_venta = venta AND d.tasa_iva NOT IN (0, 5, 10);
  IF v_tasa IS NOT NULL THEN CALL sp_rechazar(CONCAT('FACTURA_TASA|tasa=', v_tasa)); END IF;
  IF monto = 0 THEN CALL sp_rechazar('FACTURA_SIN_MONTO'); END IF;
  SELECT e.ambiente INTO v_ambiente FROM emisor e;
  IF v_ambiente IS NULL THEN CALL sp_rechazar('FACTURA_SIN_CONFIGURAR'); END IF;
  CALL sp_numero_fiscal(clase, caja, DATE(cuando), v_timbrado, v_establecimiento, v_punto, v_numero);
  IF v_numero > 9999999 THEN CALL sp_rechazar('NUMEROS_AGOTADOS'); END IF;
  INSERT INTO facturas (tipo, id_venta, id_devolucion, id_factura_ref, id_caja, id_usuario, id_timbrado, establecimiento,
    punto, numero, codigo_seguridad, emitida_en, total, receptor_nombre, receptor_documento, receptor_email, ambiente,
    clave_vigente)
  VALUES (clase, venta, devolucion, factura_ref, caja, usuario, v_timbrado, v_establecimiento, v_punto, v_numero,
    codigo_seguridad(v_numero), cuando, monto, v_nombre, v_documento, v_email, v_ambiente,
    IF(devolucion IS NULL, CONCAT('venta:', venta), CONCAT('devolucion:', devolucion)));
  SET factura = LAST_INSERT_ID();
END
