-- Notes a sign-in, good or failed, for the growing delay and the audit. Unknown names count like known ones.
CREATE PROCEDURE sp_anotar_intento(IN nombre_acceso VARCHAR(200), IN usuario INT UNSIGNED, IN exito TINYINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_clave VARCHAR(200) DEFAULT LEFT(IF(usuario IS NULL, CONCAT('@', nombre_acceso), CONCAT('#', usuario)), 200);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  START TRANSACTION;
  IF exito = 1 THEN
    DELETE FROM intentos_acceso WHERE clave = v_clave;
  ELSE
    INSERT INTO intentos_acceso (clave, fallos, ultimo_fallo) VALUES (v_clave, 1, UTC_TIMESTAMP(3))
    ON DUPLICATE KEY UPDATE
      fallos = IF(ultimo_fallo > UTC_TIMESTAMP(3) - INTERVAL 1 HOUR, fallos + 1, 1), ultimo_fallo = UTC_TIMESTAMP(3);
    -- Names that were tried once must not pile up.
    DELETE FROM intentos_acceso WHERE ultimo_fallo < UTC_TIMESTAMP(3) - INTERVAL 1 DAY LIMIT 100;
  END IF;
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
  VALUES (UTC_TIMESTAMP(3), usuario, USER(), 'usuarios', COALESCE(usuario, 0),
    IF(exito = 1, 'ingreso', 'ingreso_fallido'), JSON_OBJECT('usuario', LEFT(nombre_acceso, 190)));
  COMMIT;
END
