-- Answers with a stored return. repetida: 1 when a document came again; another sale or kind under its UUID is refused.
CREATE PROCEDURE sp_devolucion_guardada(
  IN doc LONGTEXT, IN uuid_pedido CHAR(36), IN venta BIGINT UNSIGNED, IN tipo_pedido VARCHAR(12), IN repetida TINYINT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  DECLARE v_devolucion BIGINT UNSIGNED;
  DECLARE v_lineas, v_iguales INT DEFAULT 0;
  SELECT d.id_devolucion INTO v_devolucion FROM devoluciones d
  WHERE d.uuid = uuid_pedido AND d.id_venta = venta AND d.tipo = tipo_pedido;
  IF v_devolucion IS NULL THEN CALL sp_rechazar('UUID_EN_CONFLICTO'); END IF;
  IF tipo_pedido = 'Devolucion' THEN
    SELECT COUNT(*), COUNT(d.linea) INTO v_lineas, v_iguales
    FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (linea INT PATH '$.linea', cantidad INT PATH '$.cantidad')) l
    LEFT JOIN detalles_devolucion d
      ON d.id_devolucion = v_devolucion AND d.linea = l.linea AND d.cantidad = l.cantidad;
    IF v_lineas <> v_iguales
      OR v_lineas <> (SELECT COUNT(*) FROM detalles_devolucion d WHERE d.id_devolucion = v_devolucion) THEN
      CALL sp_rechazar('UUID_EN_CONFLICTO');
    END IF;
  END IF;
  SELECT r.*, repetida AS repetida FROM v_devoluciones r WHERE r.id_devolucion = v_devolucion;
END
