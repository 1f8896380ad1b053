-- A category as its document has it: new or changed. One with products for sale stays open.
CREATE PROCEDURE sp_guardar_categoria(IN doc LONGTEXT, IN nueva TINYINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_categoria, v_otra INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_nombre VARCHAR(80);
  DECLARE v_descripcion VARCHAR(300);
  DECLARE v_estado, v_antes VARCHAR(12);
  DECLARE v_productos INT;
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
  SET v_nombre = campo_texto(doc, '$.nombre', 80), v_categoria = campo_entero(doc, '$.id_categoria', 1, 4294967295),
    v_estado = COALESCE(campo_texto(doc, '$.estado', 12), 'Activo'), v_descripcion = campo_texto(doc, '$.descripcion', 300);
  IF v_nombre IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=nombre'); END IF;
  IF v_estado COLLATE utf8mb4_bin NOT IN ('Activo', 'Inactivo') THEN CALL sp_rechazar('VALOR_INVALIDO|campo=estado'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'category.edit', IF(nueva, CONCAT('categoria:', LEFT(v_nombre, 60)), COALESCE(v_categoria, '')),
    v_usuario, v_aprobacion);
  CALL sp_ocupar_catalogo();
  IF nueva THEN
    SET v_categoria = NULL;
  ELSE
    SELECT g.estado INTO v_antes FROM categorias g WHERE g.id_categoria = v_categoria FOR UPDATE;
    IF v_antes IS NULL THEN CALL sp_rechazar(CONCAT('CATEGORIA_INEXISTENTE|id_categoria=', COALESCE(v_categoria, 0))); END IF;
  END IF;
  SELECT g.id_categoria INTO v_otra FROM categorias g WHERE g.nombre = v_nombre AND NOT g.id_categoria <=> v_categoria;
  IF v_otra IS NOT NULL THEN CALL sp_rechazar('NOMBRE_DUPLICADO'); END IF;
  IF nueva THEN
    INSERT INTO categorias (nombre, descripcion) VALUES (v_nombre, v_descripcion);
    SET v_categoria = LAST_INSERT_ID();
  ELSE
    SELECT COUNT(*) INTO v_productos FROM productos p WHERE p.id_categoria = v_categoria AND p.estado = 'Activo';
    IF v_estado = 'Inactivo' AND v_antes = 'Activo' AND v_productos > 0 THEN
      CALL sp_rechazar(CONCAT('CATEGORIA_EN_USO|productos=', v_productos));
    END IF;
    UPDATE categorias SET nombre = v_nombre, descripcion = v_descripcion, estado = v_estado
    WHERE id_categoria = v_categoria;
  END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_categoria AS id_categoria;
END
