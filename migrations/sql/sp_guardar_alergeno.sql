-- An allergen of the store's own: accion `alta`, `cambio` or `baja`. The 14 of EU 1169/2011 are fixed, because restrictions
-- and receipts rely on what they mean; one that a product or a restriction names cannot go.
CREATE PROCEDURE sp_guardar_alergeno(IN doc LONGTEXT, IN accion VARCHAR(10))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_alergeno INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_codigo VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_nombre VARCHAR(80);
  DECLARE v_propio TINYINT;
  DECLARE v_productos, v_restricciones INT;
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar('NOMBRE_DUPLICADO');
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_alergeno = campo_entero(doc, '$.id_alergeno', 1, 4294967295), v_nombre = campo_texto(doc, '$.nombre', 80),
    v_codigo = UPPER(campo_texto(doc, '$.codigo', 20));
  IF accion <> 'baja' AND NOT COALESCE(v_codigo REGEXP '^[A-Z0-9_]{1,20}$', 0) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=codigo'); END IF;
  IF accion <> 'baja' AND v_nombre IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=nombre'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'product.edit', CONCAT('alergeno:', COALESCE(v_alergeno, v_codigo, '')), v_usuario, v_aprobacion);
  CALL sp_ocupar_catalogo();
  IF accion <> 'alta' THEN
    SELECT a.propio INTO v_propio
    FROM alergenos a WHERE a.id_alergeno = v_alergeno FOR UPDATE;
    IF v_propio IS NULL THEN CALL sp_rechazar(CONCAT('ALERGENO_INEXISTENTE|alergeno=', COALESCE(v_alergeno, 0))); END IF;
    IF v_propio = 0 THEN CALL sp_rechazar(CONCAT('ALERGENO_FIJO|id_alergeno=', v_alergeno)); END IF;
  END IF;
  IF accion <> 'baja' AND EXISTS (
    SELECT 1 FROM alergenos a
    WHERE (a.codigo = v_codigo OR a.nombre = v_nombre) AND (accion = 'alta' OR a.id_alergeno <> v_alergeno))
  THEN CALL sp_rechazar('NOMBRE_DUPLICADO'); END IF;

  IF accion = 'alta' THEN
    INSERT INTO alergenos (codigo, nombre, propio) VALUES (v_codigo, v_nombre, 1);
    SET v_alergeno = LAST_INSERT_ID();
  ELSEIF accion = 'cambio' THEN
    UPDATE alergenos SET codigo = v_codigo, nombre = v_nombre WHERE id_alergeno = v_alergeno;
  ELSE
    SELECT COUNT(*) INTO v_productos FROM productos_alergenos p WHERE p.id_alergeno = v_alergeno;
    SELECT COUNT(*) INTO v_restricciones FROM restricciones_alergenos r WHERE r.id_alergeno = v_alergeno;
    IF v_productos + v_restricciones > 0 THEN
      CALL sp_rechazar(CONCAT('ALERGENO_EN_USO|productos=', v_productos, '|restricciones=', v_restricciones));
    END IF;
    DELETE FROM alergenos WHERE id_alergeno = v_alergeno;
  END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_alergeno AS id_alergeno;
END
