-- Parameters and salt for a name that has no such secret, as a person's own would look. Names that compare as equal get
-- the same (their weights are hashed); without the store's secret nobody can tell it from a real one.
CREATE FUNCTION sal_ajena(clase VARCHAR(10), nombre_acceso VARCHAR(200))
RETURNS VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
READS SQL DATA SQL SECURITY DEFINER
RETURN CONCAT('$argon2id$v=19$m=19456,t=2,p=1$', TRIM(TRAILING '=' FROM TO_BASE64(UNHEX(LEFT(SHA2(CONCAT(
  (SELECT s.valor FROM secretos s WHERE s.clave = 'sal_ajena'), '/', clase, '/',
  HEX(WEIGHT_STRING(TRIM(nombre_acceso)))), 256), 32)))))
