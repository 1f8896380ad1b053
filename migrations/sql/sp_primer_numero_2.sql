-- Where a numbering begins or goes on, only ever forward: after the numbers of another program, or of days that a restored
-- backup does not hold. A part of sp_guardar_puntos.
CREATE PROCEDURE sp_primer_numero(
  IN timbrado INT UNSIGNED, IN clase VARCHAR(12), IN establecimiento_dado CHAR(3), IN punto_dado CHAR(3), IN primero INT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_ultimo INT;
  DECLARE v_ambiente VARCHAR(12);
  SELECT e.ambiente INTO v_ambiente FROM emisor e;
  SELECT n.ultimo_numero INTO v_ultimo FROM numeraciones n
  WHERE n.id_timbrado = timbrado AND n.ambiente = v_ambiente AND n.tipo = clase AND n.establecimiento = establecimiento_dado
    AND n.punto = punto_dado FOR UPDATE;
  IF v_ultimo IS NULL THEN
    INSERT INTO numeraciones (id_timbrado, ambiente, tipo, establecimiento, punto, ultimo_numero)
    VALUES (timbrado, v_ambiente, clase, establecimiento_dado, punto_dado, primero - 1);
  ELSEIF v_ultimo <> primero - 1 THEN
    IF primero - 1 < v_ultimo THEN
      CALL sp_rechazar(CONCAT('NUMERACION_EMPEZADA|punto=', establecimiento_dado, '-', punto_dado, '|numero=', v_ultimo + 1));
    END IF;
    UPDATE numeraciones SET ultimo_numero = primero - 1
    WHERE id_timbrado = timbrado AND ambiente = v_ambiente AND tipo = clase AND establecimiento = establecimiento_dado AND punto = punto_dado;
  END IF;
END
