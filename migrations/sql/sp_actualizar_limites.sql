-- Says how far a role goes without an approval: per cent of a discount, and of a change of price.
CREATE PROCEDURE sp_actualizar_limites(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_rol, v_descuento, v_precio VARCHAR(20);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'user.edit', '', v_usuario, v_aprobacion);
  SELECT h.rol, h.descuento, h.precio INTO v_rol, v_descuento, v_precio
  FROM JSON_TABLE(doc, '$' COLUMNS (
    rol VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.rol',
    descuento VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.descuento_maximo',
    precio VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.cambio_precio_maximo')) h;
  IF COALESCE(v_rol, '') NOT IN ('cajero', 'gerente', 'admin') THEN CALL sp_rechazar('VALOR_INVALIDO|campo=rol'); END IF;
  IF NOT COALESCE(v_descuento, '') REGEXP '^([0-9]{1,2}|100)$' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=descuento|opciones=0-100');
  END IF;
  IF NOT COALESCE(v_precio, '') REGEXP '^([0-9]{1,3}|1000)$' THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=precio|opciones=0-1000');
  END IF;
  INSERT INTO limites_rol (rol, descuento_maximo, cambio_precio_maximo) VALUES (v_rol, v_descuento + 0, v_precio + 0)
  ON DUPLICATE KEY UPDATE descuento_maximo = v_descuento + 0, cambio_precio_maximo = v_precio + 0;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT v_rol AS rol, v_descuento + 0 AS descuento_maximo, v_precio + 0 AS cambio_precio_maximo;
END
