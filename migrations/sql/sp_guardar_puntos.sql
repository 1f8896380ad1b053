-- Establishment and point of each till named, and from which number on: a point that another system used before does not
-- begin at 1. A part of sp_configurar_factura.
CREATE PROCEDURE sp_guardar_puntos(IN doc LONGTEXT, IN timbrado INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_lugar INT DEFAULT 0;
  DECLARE v_caja BIGINT;
  DECLARE v_primera, v_nota BIGINT;
  DECLARE v_punto LONGTEXT;
  DECLARE v_est, v_pto VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE EXIT HANDLER FOR 1062 CALL sp_rechazar(CONCAT('PUNTO_EN_USO|punto=', v_est, '-', v_pto));
  WHILE v_lugar < COALESCE(JSON_LENGTH(doc, '$.puntos'), 0) DO
    SET v_punto = JSON_EXTRACT(doc, CONCAT('$.puntos[', v_lugar, ']')), v_lugar = v_lugar + 1,
      v_caja = campo_entero(v_punto, '$.id_caja', 1, 4294967295),
      v_est = campo_texto(v_punto, '$.establecimiento', 3), v_pto = campo_texto(v_punto, '$.punto', 3),
      v_primera = campo_entero(v_punto, '$.primera_factura', 1, 9999999),
      v_nota = campo_entero(v_punto, '$.primera_nota', 1, 9999999);
    IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = v_caja) THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
    IF NOT COALESCE(v_est REGEXP '^[0-9]{3}$', 0) OR v_est = '000' THEN
      CALL sp_rechazar('VALOR_INVALIDO|campo=establecimiento');
    END IF;
    IF NOT COALESCE(v_pto REGEXP '^[0-9]{3}$', 0) OR v_pto = '000' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=punto'); END IF;
    IF EXISTS (SELECT 1 FROM puntos_expedicion p WHERE p.id_caja = v_caja) THEN
      UPDATE puntos_expedicion SET establecimiento = v_est, punto = v_pto WHERE id_caja = v_caja;
    ELSE
      INSERT INTO puntos_expedicion (id_caja, establecimiento, punto) VALUES (v_caja, v_est, v_pto);
    END IF;
    IF v_primera IS NOT NULL THEN CALL sp_primer_numero(timbrado, 'factura', v_est, v_pto, v_primera); END IF;
    IF v_nota IS NOT NULL THEN CALL sp_primer_numero(timbrado, 'nota_credito', v_est, v_pto, v_nota); END IF;
  END WHILE;
END
