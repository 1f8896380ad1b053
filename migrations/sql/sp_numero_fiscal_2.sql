-- The next number of a till's establishment and point, in the caller's transaction: a rollback gives it back, so that
-- numbers have no gaps; those of the test environment are its own. Its row is the last lock that a sale takes.
CREATE PROCEDURE sp_numero_fiscal(
  IN clase VARCHAR(12), IN caja INT UNSIGNED, IN dia DATE,
  OUT timbrado INT UNSIGNED, OUT establecimiento_tomado CHAR(3), OUT punto_tomado CHAR(3), OUT numero_tomado INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_inicio DATE;
  DECLARE v_ambiente VARCHAR(12);
  SELECT p.establecimiento, p.punto INTO establecimiento_tomado, punto_tomado
  FROM puntos_expedicion p WHERE p.id_caja = caja;
  IF punto_tomado IS NULL THEN
    CALL sp_rechazar(CONCAT('FACTURA_SIN_PUNTO|caja=', (SELECT c.codigo FROM cajas c WHERE c.id_caja = caja)));
  END IF;
  SELECT t.id_timbrado, t.inicio INTO timbrado, v_inicio FROM timbrados t WHERE t.activo = 1
  ORDER BY t.id_timbrado DESC LIMIT 1;
  IF timbrado IS NULL THEN CALL sp_rechazar('FACTURA_SIN_TIMBRADO'); END IF;
  IF dia < v_inicio THEN CALL sp_rechazar(CONCAT('TIMBRADO_NO_VIGENTE|inicio=', v_inicio)); END IF;
  SELECT e.ambiente INTO v_ambiente FROM emisor e;
  INSERT INTO numeraciones (id_timbrado, ambiente, tipo, establecimiento, punto, ultimo_numero)
  VALUES (timbrado, v_ambiente, clase, establecimiento_tomado, punto_tomado, 1)
  ON DUPLICATE KEY UPDATE ultimo_numero = ultimo_numero + 1;
  SELECT n.ultimo_numero INTO numero_tomado FROM numeraciones n
  WHERE n.id_timbrado = timbrado AND n.ambiente = v_ambiente AND n.tipo = clase AND n.establecimiento = establecimiento_tomado
    AND n.punto = punto_tomado;
END
