-- 1 for something that can be an e-mail address; no control characters, so that it cannot add mail headers.
CREATE FUNCTION validar_email(correo VARCHAR(500))
RETURNS TINYINT(1)
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN COALESCE(
  CHAR_LENGTH(correo) <= 190
  AND correo NOT REGEXP '[[:cntrl:][:space:]<>,;"]'
  AND correo REGEXP '^[^@]+@[^@.]+([.][^@.]+)+$',
  0)
