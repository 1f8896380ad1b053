-- Queues what a kind of notice (`avisos`) has to tell, in the caller's transaction: nothing where the kind is off. `cliente`
-- is the address of the person it is about, if it is for one; then the addresses that the kind names get copies. Without
-- a client they are its readers, and the manager's address where it names none. `datos` (JSON) is what the mail is drawn
-- from when it is sent, `cuerpo` the same in plain words. The same `clave` again changes nothing.
-- Kinds with an hour, and those that come in swarms, are held until sp_avisos_preparar gathers them.
CREATE PROCEDURE sp_avisar(
  IN tipo_pedido VARCHAR(30), IN cliente VARCHAR(500), IN asunto_pedido VARCHAR(500), IN cuerpo_pedido TEXT,
  IN datos_pedidos LONGTEXT, IN clave VARCHAR(70))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_activo, v_retener TINYINT DEFAULT 0;
  DECLARE v_n INT DEFAULT 0;
  DECLARE v_uno, v_lista VARCHAR(2000);
  SELECT a.activo, a.tipo <> 'resumen_diario' AND (a.hora IS NOT NULL OR a.tipo IN ('stock_bajo', 'ingresos_fallidos')),
    a.destinatarios
  INTO v_activo, v_retener, v_lista FROM avisos a WHERE a.tipo = tipo_pedido;
  IF v_activo = 1 THEN
    IF cliente IS NULL AND v_lista IS NULL THEN
      SET v_lista = (SELECT j.valor FROM ajustes j WHERE j.clave = 'correo_gerente');
    END IF;
    SET v_lista = CONCAT_WS(',', cliente, v_lista);
    WHILE COALESCE(v_lista, '') <> '' DO
      SET v_uno = SUBSTRING_INDEX(v_lista, ',', 1),
        v_lista = SUBSTRING(v_lista, CHAR_LENGTH(v_uno) + 2), v_uno = TRIM(v_uno);
      IF validar_email(v_uno) = 1 THEN
        SET v_n = v_n + 1;
        INSERT INTO notificaciones_correo (destinatario, asunto, cuerpo, tipo_notificacion, fecha_creacion, estado,
          proximo_intento, clave_unica, datos)
        VALUES (v_uno, LEFT(asunto_pedido, 200), cuerpo_pedido, tipo_pedido, ahora_local(),
          IF(v_retener = 1, 'retenida', 'pendiente'), UTC_TIMESTAMP(), CONCAT(clave, IF(v_n = 1, '', CONCAT('#', v_n))),
          datos_pedidos)
        ON DUPLICATE KEY UPDATE id_notificacion = id_notificacion;
      END IF;
    END WHILE;
  END IF;
END
