-- The answer for a client that was stored before under the same uuid, if it is the same one. Ends the transaction.
CREATE PROCEDURE sp_cliente_guardado(IN doc LONGTEXT, IN v_uuid CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_cliente INT UNSIGNED;
  DECLARE v_igual TINYINT;
  SELECT c.id_cliente, c.nombre <=> CONVERT(texto_de(doc, '$.nombre') USING utf8mb4) COLLATE utf8mb4_spanish_ci
    AND c.apellido <=> CONVERT(COALESCE(texto_de(doc, '$.apellido'), '') USING utf8mb4) COLLATE utf8mb4_spanish_ci
    AND c.email <=> CONVERT(texto_de(doc, '$.email') USING utf8mb4) COLLATE utf8mb4_spanish_ci
    AND c.telefono <=> CONVERT(texto_de(doc, '$.telefono') USING utf8mb4) COLLATE utf8mb4_spanish_ci
    AND c.documento <=> CONVERT(texto_de(doc, '$.documento') USING utf8mb4) COLLATE utf8mb4_bin
  INTO v_cliente, v_igual
  FROM clientes c WHERE c.uuid_alta = v_uuid;
  ROLLBACK;
  SET @pos_mueve = NULL, @pos_usuario = NULL;
  IF v_igual = 0 THEN CALL sp_rechazar(CONCAT('ALTA_GUARDADA|cliente=', v_cliente)); END IF;
  SELECT v_cliente AS id_cliente;
END
