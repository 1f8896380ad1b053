-- 1 for a secret as it may be stored: Argon2id, at least 19 MiB and two passes, its salt, and the SHA-256 of the result.
CREATE FUNCTION sello_valido(guardado VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
RETURNS TINYINT(1)
DETERMINISTIC NO SQL SQL SECURITY DEFINER
RETURN COALESCE(
  guardado REGEXP '^[$]argon2id[$]v=19[$]m=[0-9]{5,6},t=[0-9]{1,2},p=[1-9][$][A-Za-z0-9+/]{22}[$][0-9a-f]{64}$'
  AND SUBSTRING_INDEX(SUBSTRING_INDEX(guardado, 'm=', -1), ',', 1) + 0 >= 19456
  AND SUBSTRING_INDEX(SUBSTRING_INDEX(guardado, 't=', -1), ',', 1) + 0 >= 2, 0)
