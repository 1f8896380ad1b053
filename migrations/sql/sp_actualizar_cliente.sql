-- Changes a client: {id_cliente} and any of {nombre, apellido, email, telefono, documento, estado}. A field that is not in
-- the document stays as it is, so that two people who change different fields do not undo each other.
CREATE PROCEDURE sp_actualizar_cliente(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario, v_cliente, v_hallado, v_otro INT UNSIGNED;
  DECLARE v_aprobacion BIGINT UNSIGNED;
  DECLARE v_estado LONGTEXT;
  DECLARE v_repetido TINYINT DEFAULT 0;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_mueve = NULL, @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET v_cliente = id_de(doc, '$.id_cliente');
  IF v_cliente IS NULL THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=id_cliente'); END IF;
  SET v_estado = texto_de(doc, '$.estado');
  IF JSON_CONTAINS_PATH(doc, 'one', '$.estado') AND COALESCE(v_estado, '') COLLATE utf8mb4_bin
    NOT IN ('Activo', 'Inactivo') THEN
    CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=estado');
  END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_actor(doc, 'client.edit', CONCAT('cliente:', v_cliente), v_usuario, v_aprobacion);
  CALL sp_revisar_cliente(doc, 0);
  SELECT c.id_cliente INTO v_hallado FROM clientes c WHERE c.id_cliente = v_cliente FOR UPDATE;
  IF v_hallado IS NULL THEN CALL sp_rechazar(CONCAT('CLIENTE_INEXISTENTE|cliente=', v_cliente)); END IF;
  BEGIN
    DECLARE CONTINUE HANDLER FOR 1062 SET v_repetido = 1;
    UPDATE clientes c SET
      c.nombre = IF(JSON_CONTAINS_PATH(doc, 'one', '$.nombre'), texto_de(doc, '$.nombre'), c.nombre),
      c.apellido = IF(JSON_CONTAINS_PATH(doc, 'one', '$.apellido'), COALESCE(texto_de(doc, '$.apellido'), ''), c.apellido),
      c.email = IF(JSON_CONTAINS_PATH(doc, 'one', '$.email'), texto_de(doc, '$.email'), c.email),
      c.telefono = IF(JSON_CONTAINS_PATH(doc, 'one', '$.telefono'), texto_de(doc, '$.telefono'), c.telefono),
      c.documento = IF(JSON_CONTAINS_PATH(doc, 'one', '$.documento'), texto_de(doc, '$.documento'), c.documento),
      c.estado = COALESCE(v_estado, c.estado)
    WHERE c.id_cliente = v_cliente;
  END;
  IF v_repetido = 1 THEN
    SELECT c.id_cliente INTO v_otro FROM clientes c
    WHERE c.documento = CONVERT(texto_de(doc, '$.documento') USING utf8mb4) COLLATE utf8mb4_bin;
    CALL sp_rechazar(CONCAT('DOCUMENTO_REPETIDO|cliente=', COALESCE(v_otro, 0)));
  END IF;
  COMMIT;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  SELECT v_cliente AS id_cliente;
END
