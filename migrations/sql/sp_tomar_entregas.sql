-- Takes messages that are due, so many of each subscription, for so many seconds: whoever else looks meanwhile does not
-- see them, and when the one who took them is gone they are due again. One that has just failed is tried with one.
CREATE PROCEDURE sp_tomar_entregas(IN marca CHAR(36), IN cuantas INT, IN segundos INT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_suscripcion INT UNSIGNED;
  DECLARE v_entrega BIGINT UNSIGNED;
  DECLARE v_tope, v_tomadas INT;
  DECLARE v_fin TINYINT DEFAULT 0;
  DECLARE listas CURSOR FOR
    SELECT s.id_suscripcion, IF(s.fallas > 0, 1, LEAST(GREATEST(COALESCE(cuantas, 1), 1), 50)) FROM suscripciones s
    WHERE s.estado = 'Activa' AND (s.espera_hasta IS NULL OR s.espera_hasta <= UTC_TIMESTAMP(3));
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_fin = 1;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(marca, '') REGEXP '^[0-9a-f-]{36}$' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=marca'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  OPEN listas;
  cada: LOOP
    FETCH listas INTO v_suscripcion, v_tope;
    IF v_fin THEN LEAVE cada; END IF;
    SET v_tomadas = 0;
    tomar: WHILE v_tomadas < v_tope DO
      SET v_entrega = NULL;
      SELECT e.id_entrega INTO v_entrega FROM entregas e
      WHERE e.id_suscripcion = v_suscripcion AND e.estado = 'pendiente' AND e.proximo_intento <= UTC_TIMESTAMP(3)
      ORDER BY e.proximo_intento, e.id_entrega LIMIT 1 FOR UPDATE SKIP LOCKED;
      SET v_fin = 0;
      IF v_entrega IS NULL THEN LEAVE tomar; END IF;
      UPDATE entregas SET tomada_por = marca, intentos = intentos + 1,
        proximo_intento = UTC_TIMESTAMP(3) + INTERVAL LEAST(GREATEST(COALESCE(segundos, 60), 10), 600) SECOND
      WHERE id_entrega = v_entrega;
      SET v_tomadas = v_tomadas + 1;
    END WHILE;
  END LOOP;
  CLOSE listas;
  COMMIT;
  SELECT e.id_entrega, e.intentos, e.id_suscripcion, s.url, s.secreto AS firma, s.permite_privada, v.uuid, v.tipo,
    v.id_referencia, v.datos, DATE_FORMAT(v.creado_en, '%Y-%m-%dT%H:%i:%s.000Z') AS creado_en
  FROM entregas e
  JOIN eventos v ON v.id_evento = e.id_evento
  JOIN suscripciones s ON s.id_suscripcion = e.id_suscripcion
  WHERE e.tomada_por = marca AND e.estado = 'pendiente'
  ORDER BY e.id_entrega;
END
