-- Queues a test page at a till.
CREATE PROCEDURE sp_imprimir_prueba(IN caja INT UNSIGNED, IN usuario INT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  IF rol_de(usuario) IS NULL THEN CALL sp_rechazar('USUARIO_INVALIDO'); END IF;
  IF NOT EXISTS (SELECT 1 FROM cajas c WHERE c.id_caja = caja) THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  INSERT INTO trabajos_impresion (id_caja, tipo, id_usuario, creado_en)
  VALUES (caja, 'prueba', usuario, ahora_local());
  SELECT * FROM v_trabajos_impresion t WHERE t.id_trabajo = LAST_INSERT_ID();
END
