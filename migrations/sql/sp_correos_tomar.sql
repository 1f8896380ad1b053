-- Gives a sender so many mails that are due, as its own for so many seconds: nobody else gets them until then. Rows that
-- another holds at this moment are passed over. What a sender that died had taken is due again when its time is over;
-- tried 20 times it is given up, for something in it ends senders.
CREATE PROCEDURE sp_correos_tomar(IN cuantos INT, IN segundos INT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_ahora DATETIME(3) DEFAULT UTC_TIMESTAMP(3);
  DECLARE v_reserva CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT UUID();
  DECLARE v_limite INT DEFAULT LEAST(GREATEST(COALESCE(cuantos, 0), 1), 500);
  DECLARE v_ids LONGTEXT;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  SET SESSION group_concat_max_len = 8000000;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT GROUP_CONCAT(x.id_notificacion) INTO v_ids
  FROM (
    SELECT n.id_notificacion FROM notificaciones_correo n
    WHERE n.estado = 'enviando' AND n.reserva_hasta <= v_ahora
    ORDER BY n.estado, n.proximo_intento, n.id_notificacion LIMIT 500 FOR UPDATE SKIP LOCKED) x;
  IF v_ids IS NOT NULL THEN
    UPDATE JSON_TABLE(CONCAT('[', v_ids, ']'), '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) l
    STRAIGHT_JOIN notificaciones_correo n ON n.id_notificacion = l.id
    SET n.ultimo_error = COALESCE(n.ultimo_error, 'INTERRUMPIDO'), n.proximo_intento = v_ahora, n.reserva = NULL,
      n.reserva_hasta = NULL, n.estado = IF(n.intentos >= 20, 'fallida', 'pendiente');
  END IF;
  -- In the order of the index: a sort would lock every row that is due.
  SELECT GROUP_CONCAT(x.id_notificacion) INTO v_ids
  FROM (
    SELECT n.id_notificacion FROM notificaciones_correo n
    WHERE n.estado = 'pendiente' AND n.proximo_intento <= v_ahora
    ORDER BY n.estado, n.proximo_intento, n.id_notificacion LIMIT v_limite FOR UPDATE SKIP LOCKED) x;
  IF v_ids IS NOT NULL THEN
    UPDATE JSON_TABLE(CONCAT('[', v_ids, ']'), '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) l
    STRAIGHT_JOIN notificaciones_correo n ON n.id_notificacion = l.id
    SET n.estado = 'enviando', n.intentos = n.intentos + 1, n.reserva = v_reserva,
      n.reserva_hasta = v_ahora + INTERVAL LEAST(GREATEST(COALESCE(segundos, 0), 1), 3600) SECOND,
      -- Part of the Message-ID: made once, the same each time that the mail is sent.
      n.semilla = COALESCE(n.semilla, LEFT(SHA2(CONCAT(UUID(), RAND(), n.clave_unica), 256), 32));
  END IF;
  COMMIT;
  SELECT n.id_notificacion, n.destinatario, n.asunto, n.cuerpo, n.tipo_notificacion, n.datos, n.semilla, n.intentos,
    n.fecha_creacion, n.reserva, TIMESTAMPDIFF(SECOND, n.fecha_creacion, ahora_local()) AS edad
  FROM JSON_TABLE(CONCAT('[', v_ids, ']'), '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) l
  STRAIGHT_JOIN notificaciones_correo n ON n.id_notificacion = l.id
  WHERE n.reserva = v_reserva
  ORDER BY n.id_notificacion;
END
