-- Who acts, and may: every routine of the back office begins its transaction with this. The document's `sesion` proves
-- the person; where the role is not enough, `id_aprobacion` names a manager's approval of just this act.
-- referencia: what the approval must have been given for; nobody can approve an act that has none. aprobacion: the one used up; NULL when the role was enough.
CREATE PROCEDURE sp_actor(
  IN doc LONGTEXT, IN permiso_pedido VARCHAR(40), IN referencia_pedida VARCHAR(80),
  OUT usuario INT UNSIGNED, OUT aprobacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_sesion VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_aprobacion VARCHAR(30);
  DECLARE v_rol VARCHAR(12);
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  -- A text that is too long for its column is NULL on MySQL and cut on MariaDB: the same for both.
  SELECT LEFT(h.sesion, 200), LEFT(h.aprobacion, 30) INTO v_sesion, v_aprobacion
  FROM JSON_TABLE(doc, '$' COLUMNS (
    sesion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion',
    aprobacion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_aprobacion')) h;
  SET usuario = usuario_de_sesion(v_sesion), aprobacion = NULL;
  IF usuario IS NULL THEN CALL sp_rechazar('SESION_REQUERIDA'); END IF;
  SET v_rol = rol_de(usuario), @pos_usuario = usuario;
  IF puede(v_rol, permiso_pedido) = 0 THEN
    IF v_aprobacion IS NULL OR COALESCE(referencia_pedida, '') = '' THEN
      CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', v_rol, '|permiso=', permiso_pedido));
    END IF;
    IF NOT v_aprobacion REGEXP '^[0-9]{1,15}$' THEN CALL sp_rechazar('AUTORIZACION_INVALIDA'); END IF;
    SET aprobacion = v_aprobacion + 0;
    CALL sp_usar_aprobacion(aprobacion, usuario, permiso_pedido, referencia_pedida, permiso_pedido);
  END IF;
END
