-- Nine digits that nobody can guess from the outside: the security code of a CDC. Not the document's number.
CREATE FUNCTION codigo_seguridad(numero INT UNSIGNED)
RETURNS CHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
READS SQL DATA SQL SECURITY DEFINER
BEGIN
  DECLARE v_codigo BIGINT UNSIGNED;
  REPEAT
    SET v_codigo = MOD(CONV(LEFT(SHA2(CONCAT(
      (SELECT s.valor FROM secretos s WHERE s.clave = 'sal_ajena'), '/', numero, '/', UUID(), '/', RAND()), 256), 14), 16, 10),
      1000000000);
  UNTIL v_codigo > 0 AND v_codigo <> numero END REPEAT;
  RETURN LPAD(v_codigo, 9, '0');
END
