-- Moves the stock of one product, as a document of one line: receiving ('Entrada') or correcting ('Ajuste'). For the owner's
-- tools; people's acts come with a session (sp_ingresar_stock, sp_ajustar_stock).
CREATE PROCEDURE sp_actualizar_stock(
  IN producto INT UNSIGNED, IN tipo VARCHAR(12), IN unidades INT, IN usuario INT UNSIGNED, IN razon VARCHAR(300))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_documento BIGINT UNSIGNED;
  DECLARE v_stock INT;
  DECLARE v_rol VARCHAR(12) DEFAULT rol_de(usuario);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;

  IF v_rol IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  IF puede(v_rol, IF(tipo = 'Entrada', 'stock.receive', 'stock.adjust')) = 0 THEN
    CALL sp_rechazar(CONCAT('PERMISO_DENEGADO|rol=', v_rol));
  END IF;
  IF COALESCE(tipo, '') NOT IN ('Entrada', 'Ajuste') OR COALESCE(unidades, 0) = 0 OR (tipo = 'Entrada' AND unidades < 0) THEN
    CALL sp_rechazar('VALOR_INVALIDO|campo=cantidad');
  END IF;
  IF tipo = 'Ajuste' AND TRIM(COALESCE(razon, '')) = '' THEN CALL sp_rechazar('MOTIVO_REQUERIDO'); END IF;

  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET @pos_usuario = usuario;
  SELECT p.stock_actual INTO v_stock FROM productos p WHERE p.id_producto = producto FOR UPDATE;
  IF v_stock IS NULL THEN CALL sp_rechazar(CONCAT('PRODUCTO_INEXISTENTE|id_producto=', COALESCE(producto, 0))); END IF;
  INSERT INTO documentos_stock (uuid, tipo, estado, motivo, id_usuario, creado_en, aplicado_en)
  VALUES (UUID(), IF(tipo = 'Entrada', 'Ingreso', 'Ajuste'), 'Aplicado', NULLIF(TRIM(razon), ''), usuario, ahora_local(), ahora_local());
  SET v_documento = LAST_INSERT_ID();
  INSERT INTO detalles_stock (id_documento, id_producto, cantidad) VALUES (v_documento, producto, unidades);
  CALL sp_mover_stock(v_documento, usuario, 0);
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_stock + unidades AS stock_actual;
END
