-- Proves a person by what deriving the password or PIN gave (`prueba`, hex): only its SHA-256 is stored, and compared here.
-- Begins the work of a transaction of the caller's, which must have done nothing yet: a failure is stored (commit) before
-- it is refused. The attempts row is locked first, known name or not, so that of many guesses at once one is heard; after
-- the k-th failure the next is heard in 1, 2, 4 ... 300 seconds. `para`: what it was tried for, for the audit.
CREATE PROCEDURE sp_probar(
  IN nombre_acceso VARCHAR(190), IN clase VARCHAR(10), IN prueba VARCHAR(200), IN para VARCHAR(40),
  OUT usuario INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_fallos INT;
  DECLARE v_ultimo DATETIME(3);
  DECLARE v_espera INT DEFAULT 0;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_clave VARCHAR(200);
  DECLARE v_sello VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_dado CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

  SET usuario = NULL;
  IF COALESCE(clase, '') NOT IN ('password', 'pin') OR NOT COALESCE(prueba, '') REGEXP '^[0-9a-f]{64}$' THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=prueba');
  END IF;
  SELECT u.id_usuario INTO v_usuario FROM usuarios u
  WHERE u.usuario = nombre_acceso OR u.email = nombre_acceso
  ORDER BY u.usuario = nombre_acceso DESC LIMIT 1;
  SET v_clave = IF(v_usuario IS NULL, CONCAT('@', COALESCE(nombre_acceso, '')), CONCAT('#', v_usuario));

  INSERT INTO intentos_acceso (clave, fallos, ultimo_fallo) VALUES (v_clave, 0, UTC_TIMESTAMP(3))
  ON DUPLICATE KEY UPDATE fallos = fallos;
  SELECT i.fallos, i.ultimo_fallo INTO v_fallos, v_ultimo FROM intentos_acceso i WHERE i.clave = v_clave FOR UPDATE;
  IF v_fallos > 0 AND v_ultimo > UTC_TIMESTAMP(3) - INTERVAL 1 HOUR THEN
    SET v_espera = CEILING(GREATEST(0, LEAST(300, POW(2, LEAST(v_fallos, 12) - 1))
      - TIMESTAMPDIFF(MICROSECOND, v_ultimo, UTC_TIMESTAMP(3)) / 1000000));
  ELSE
    SET v_fallos = 0;
  END IF;
  IF v_espera > 0 THEN CALL sp_rechazar(CONCAT('DEMASIADOS_INTENTOS|segundos=', v_espera)); END IF;

  -- Read under the lock: a secret that was changed a moment ago counts.
  SELECT u.estado, SUBSTRING_INDEX(IF(clase = 'pin', u.pin, u.contrasena), '$', -1) INTO v_estado, v_sello
  FROM usuarios u WHERE u.id_usuario = v_usuario;
  SET v_dado = SHA2(UNHEX(prueba), 256);
  IF v_estado = 'Activo' AND v_dado = v_sello THEN
    UPDATE intentos_acceso SET fallos = 0, ultimo_fallo = UTC_TIMESTAMP(3) WHERE clave = v_clave;
    SET usuario = v_usuario;
  ELSE
    UPDATE intentos_acceso SET fallos = v_fallos + 1, ultimo_fallo = UTC_TIMESTAMP(3) WHERE clave = v_clave;
    INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
    VALUES (UTC_TIMESTAMP(3), v_usuario, USER(), 'usuarios', COALESCE(v_usuario, 0), 'ingreso_fallido',
      JSON_OBJECT('usuario', nombre_acceso, 'clase', clase, 'para', para));
    COMMIT;
    -- Names that were tried once must not pile up; whoever else cleans up at this moment may do it alone.
    BEGIN
      DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;
      DELETE FROM intentos_acceso WHERE ultimo_fallo < UTC_TIMESTAMP(3) - INTERVAL 1 DAY LIMIT 100;
    END;
    CALL sp_rechazar('CREDENCIALES_INVALIDAS');
  END IF;
END
