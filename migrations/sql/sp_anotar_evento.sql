-- Notes what happened, and whom to tell: in the transaction of what happened, so that neither is ever without the other.
CREATE PROCEDURE sp_anotar_evento(IN tipo_pedido VARCHAR(40), IN referencia BIGINT UNSIGNED, IN contenido LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_evento BIGINT UNSIGNED;
  INSERT INTO eventos (uuid, tipo, id_referencia, datos, creado_en)
  VALUES (UUID(), tipo_pedido, referencia, contenido, UTC_TIMESTAMP(3));
  SET v_evento = LAST_INSERT_ID();
  INSERT INTO entregas (id_evento, id_suscripcion, proximo_intento, creada_en)
  SELECT v_evento, s.id_suscripcion, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) FROM suscripciones s
  WHERE s.estado = 'Activa' AND FIND_IN_SET(tipo_pedido, s.eventos) > 0;
END
