-- A stored secret without what is compared: `$argon2id$v=19$m=..,t=..,p=..$salt`.
CREATE FUNCTION sin_sello(guardado VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
RETURNS VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN LEFT(guardado, CHAR_LENGTH(guardado) - LOCATE('$', REVERSE(guardado)))
