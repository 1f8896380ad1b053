-- Check digit of a RUC's number: modulo 11 with weights 2 to 11 from the right, as the DNIT publishes it ("Dígito
-- verificador", base 11). Twin of rucDigit in src/domain/ruc.ts. NULL for anything but digits.
CREATE FUNCTION digito_ruc(numero VARCHAR(20))
RETURNS TINYINT
DETERMINISTIC NO SQL SQL SECURITY DEFINER
BEGIN
  DECLARE v_lugar, v_peso, v_suma INT DEFAULT 0;
  IF numero IS NULL OR numero NOT REGEXP '^[0-9]{1,15}$' THEN RETURN NULL; END IF;
  WHILE v_lugar < CHAR_LENGTH(numero) DO
    SET v_peso = 2 + MOD(v_lugar, 10);
    SET v_suma = v_suma + v_peso * SUBSTRING(numero, CHAR_LENGTH(numero) - v_lugar, 1);
    SET v_lugar = v_lugar + 1;
  END WHILE;
  RETURN IF(MOD(v_suma, 11) > 1, 11 - MOD(v_suma, 11), 0);
END
