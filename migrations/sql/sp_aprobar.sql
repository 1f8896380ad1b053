-- A manager's approval on the spot of one act (`permiso`, `referencia`) of the person whose session is open: the manager
-- proves who it is with the same proof and delays as to sign in. Who asked, who approved and why are stored.
CREATE PROCEDURE sp_aprobar(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_sesion, v_prueba VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_nombre VARCHAR(190);
  DECLARE v_clase VARCHAR(10);
  DECLARE v_permiso, v_referencia VARCHAR(81) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_motivo VARCHAR(301);
  DECLARE v_solicitante, v_aprobador INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_rol VARCHAR(12);
  DECLARE v_pedido, v_limite BIGINT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SELECT h.sesion, TRIM(h.usuario), h.clase, h.prueba, h.permiso, LEFT(h.referencia, 81), LEFT(TRIM(h.motivo), 301)
  INTO v_sesion, v_nombre, v_clase, v_prueba, v_permiso, v_referencia, v_motivo
  FROM JSON_TABLE(doc, '$' COLUMNS (
    sesion VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion',
    usuario VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.usuario',
    clase VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.clase',
    prueba VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.prueba',
    permiso VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.permiso',
    referencia LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.referencia',
    motivo LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.motivo')) h;
  SET v_solicitante = usuario_de_sesion(v_sesion);
  IF v_solicitante IS NULL THEN CALL sp_rechazar('SESION_REQUERIDA'); END IF;
  IF COALESCE(v_motivo, '') = '' THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;
  IF CHAR_LENGTH(v_motivo) > 300 THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=motivo'); END IF;
  IF NOT EXISTS (SELECT 1 FROM permisos p WHERE p.permiso = v_permiso) OR COALESCE(v_referencia, '') = ''
    OR CHAR_LENGTH(v_referencia) > 80 THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=permiso');
  END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_probar(v_nombre, v_clase, v_prueba, 'aprobacion', v_aprobador);
  -- The proof was good: the wait that it ended stays ended, whatever the role may.
  SET v_rol = rol_de(v_aprobador);
  IF puede(v_rol, v_permiso) = 0 THEN
    COMMIT;
    CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', v_rol, '|permiso=', v_permiso));
  END IF;
  IF EXISTS (SELECT 1 FROM usuarios u WHERE u.id_usuario = v_aprobador AND u.debe_cambiar = 1) THEN
    COMMIT;
    CALL sp_rechazar('CLAVE_POR_CAMBIAR');
  END IF;
  -- What goes by per cent is approved only as far as the approver's own limit reaches.
  IF v_permiso = 'sale.discount' AND v_referencia REGEXP '^descuento:[0-9]{1,3}$' THEN
    SET v_pedido = SUBSTRING_INDEX(v_referencia, ':', -1) + 0, v_limite = limite_de(v_rol, 'descuento');
  ELSEIF v_permiso = 'product.edit' AND v_referencia REGEXP '^precio:[0-9]{1,9}:[0-9]{1,12}$' THEN
    SELECT (ABS(CAST(SUBSTRING_INDEX(v_referencia, ':', -1) AS SIGNED) - p.precio_venta) * 100 + p.precio_venta - 1)
      DIV p.precio_venta
    INTO v_pedido
    FROM productos p
    WHERE p.id_producto = SUBSTRING_INDEX(SUBSTRING_INDEX(v_referencia, ':', 2), ':', -1) + 0 AND p.precio_venta > 0;
    SET v_limite = limite_de(v_rol, 'precio');
  END IF;
  IF v_pedido > v_limite THEN
    COMMIT;
    CALL sp_rechazar(CONCAT('LIMITE_DE_ROL|rol=', v_rol, '|limite=', v_limite, '|pedido=', v_pedido));
  END IF;
  SET @pos_usuario = v_solicitante;
  INSERT INTO aprobaciones (permiso, referencia, id_solicitante, id_aprobador, motivo, creada_en)
  VALUES (v_permiso, v_referencia, v_solicitante, v_aprobador, v_motivo, ahora_local());
  SET v_aprobacion = LAST_INSERT_ID();
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_aprobacion AS id_aprobacion, u.id_usuario, u.usuario, u.nombre, u.email, u.rol
  FROM usuarios u WHERE u.id_usuario = v_aprobador;
END
