-- Lets another system in by its token: {token, sesion}. The proof is checked here and nowhere else; what it opens is a
-- session of the person that the token acts as, of an hour at the most, and never longer than the token. Called again
-- with the same session it says whether all that still holds, and lengthens it.
CREATE PROCEDURE sp_ingresar_integracion(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_token, v_sesion, v_sello VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_integracion, v_usuario, v_duenia INT UNSIGNED;
  DECLARE v_fin, v_vence, v_uso DATETIME;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT LEFT(h.token, 200), LEFT(h.sesion, 200) INTO v_token, v_sesion
  FROM JSON_TABLE(doc, '$' COLUMNS (
    token LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.token',
    sesion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion')) h;
  IF NOT COALESCE(v_sesion, '') REGEXP '^[A-Za-z0-9_-]{43}$' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=sesion'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT i.id_integracion, i.id_usuario, i.ultimo_uso, LEAST(i.vence_en, UTC_TIMESTAMP() + INTERVAL 1 HOUR)
  INTO v_integracion, v_usuario, v_uso, v_fin
  FROM integraciones i JOIN usuarios u ON u.id_usuario = i.id_usuario
  WHERE i.token_hash = SHA2(COALESCE(v_token, ''), 256) AND i.estado = 'Activa' AND i.vence_en > UTC_TIMESTAMP()
    AND u.estado = 'Activo' AND u.debe_cambiar = 0;
  IF v_integracion IS NULL THEN CALL sp_rechazar('TOKEN_INVALIDO'); END IF;
  SET v_sello = SHA2(v_sesion, 256);
  SELECT s.id_integracion, s.vence_en INTO v_duenia, v_vence FROM sesiones s WHERE s.token_hash = v_sello FOR UPDATE;
  IF v_vence IS NULL THEN
    INSERT INTO sesiones (token_hash, id_usuario, creada_en, vence_en, id_integracion)
    VALUES (v_sello, v_usuario, UTC_TIMESTAMP(), v_fin, v_integracion);
  ELSEIF NOT v_duenia <=> v_integracion THEN
    CALL sp_rechazar('TOKEN_INVALIDO');
  ELSEIF v_vence < v_fin - INTERVAL 30 MINUTE THEN
    UPDATE sesiones SET vence_en = v_fin WHERE token_hash = v_sello;
  END IF;
  IF v_uso IS NULL OR v_uso < UTC_TIMESTAMP() - INTERVAL 1 MINUTE THEN
    UPDATE integraciones SET ultimo_uso = UTC_TIMESTAMP() WHERE id_integracion = v_integracion;
  END IF;
  COMMIT;
  SELECT i.id_integracion, i.nombre AS integracion, i.ambitos, i.id_caja, u.id_usuario, u.usuario, u.nombre, u.email, u.rol
  FROM integraciones i JOIN usuarios u ON u.id_usuario = i.id_usuario WHERE i.id_integracion = v_integracion;
END
