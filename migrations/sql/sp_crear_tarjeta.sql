-- Issues a card to a student: {sesion, id_hijo, nro_tarjeta, fecha_vencimiento, limite_diario}. It begins without a balance.
CREATE PROCEDURE sp_crear_tarjeta(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_numero VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_usuario, v_tarjeta INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_hijo, v_limite BIGINT;
  DECLARE v_vence DATE;
  DECLARE v_activos TINYINT;

  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    CALL sp_rechazar('NUMERO_TARJETA_EN_USO|de=tarjeta');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_hijo = campo_entero(doc, '$.id_hijo', 1, 4294967295),
    v_limite = campo_entero(doc, '$.limite_diario', 1, 999999999999),
    v_vence = campo_fecha(doc, '$.fecha_vencimiento');
  IF v_hijo IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_hijo'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'card.issue', v_hijo, v_usuario, v_aprobacion);
  CALL sp_numero_de_tarjeta(doc, v_numero);
  IF v_vence < DATE(ahora_local()) THEN CALL sp_rechazar(CONCAT('VENCIMIENTO_PASADO|vencimiento=', v_vence)); END IF;
  SELECT c.estado = 'Activo' AND h.activo = 1 INTO v_activos
  FROM hijos h JOIN clientes c ON c.id_cliente = h.id_cliente_responsable WHERE h.id_hijo = v_hijo;
  IF v_activos IS NULL THEN CALL sp_rechazar(CONCAT('ESTUDIANTE_INEXISTENTE|estudiante=', v_hijo)); END IF;
  IF v_activos = 0 THEN CALL sp_rechazar('TITULAR_INACTIVO'); END IF;
  INSERT INTO tarjetas (nro_tarjeta, id_hijo, limite_diario, fecha_vencimiento)
  VALUES (v_numero, v_hijo, v_limite, v_vence);
  SET v_tarjeta = LAST_INSERT_ID();
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT * FROM v_fichas_tarjeta f WHERE f.id_tarjeta = v_tarjeta;
END
