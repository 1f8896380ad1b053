-- Signs a person in: the proof opens the session whose token the program made. A PIN is heard only beside a session that
-- is open (`sesion_abierta`: somebody began the day at this till with a password), and what it opens ends with that one.
CREATE PROCEDURE sp_ingresar(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_nombre VARCHAR(190);
  DECLARE v_clase VARCHAR(10);
  DECLARE v_prueba, v_token, v_abierta VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_horas VARCHAR(10);
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_fin, v_tope DATETIME;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT TRIM(h.usuario), h.clase, h.prueba, h.sesion, h.horas, h.abierta
  INTO v_nombre, v_clase, v_prueba, v_token, v_horas, v_abierta
  FROM JSON_TABLE(doc, '$' COLUMNS (
    usuario VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.usuario',
    clase VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.clase',
    prueba VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.prueba',
    sesion VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion',
    horas VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.horas',
    abierta VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion_abierta')) h;
  IF NOT COALESCE(v_token, '') REGEXP '^[A-Za-z0-9_-]{43}$' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=sesion'); END IF;
  IF NOT COALESCE(v_horas, '') REGEXP '^([1-9]|1[0-9]|2[0-4])$' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=horas');
  END IF;
  SET v_fin = UTC_TIMESTAMP() + INTERVAL v_horas HOUR;
  IF v_clase = 'pin' THEN
    SELECT s.vence_en INTO v_tope FROM sesiones s
    WHERE s.token_hash = SHA2(v_abierta, 256) AND usuario_de_sesion(v_abierta) IS NOT NULL;
    IF v_tope IS NULL THEN CALL sp_rechazar('CLAVE_REQUERIDA'); END IF;
    SET v_fin = LEAST(v_fin, v_tope);
  END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_probar(v_nombre, v_clase, v_prueba, 'ingreso', v_usuario);
  INSERT INTO sesiones (token_hash, id_usuario, creada_en, vence_en)
  VALUES (SHA2(v_token, 256), v_usuario, UTC_TIMESTAMP(), v_fin);
  INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, despues)
  VALUES (UTC_TIMESTAMP(3), v_usuario, USER(), 'usuarios', v_usuario, 'ingreso',
    JSON_OBJECT('usuario', v_nombre, 'clase', v_clase));
  COMMIT;
  BEGIN
    DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;
    DELETE FROM sesiones WHERE vence_en < UTC_TIMESTAMP() LIMIT 100;
  END;
  SELECT u.id_usuario, u.usuario, u.nombre, u.email, u.rol, u.debe_cambiar FROM usuarios u WHERE u.id_usuario = v_usuario;
END
