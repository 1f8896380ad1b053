-- Stores what became of documents, whole or not at all: {remitente, cambios: [{id, de, a, envios, fallas, ...}]}. Each is
-- changed only where it still is in `de`; answers the ids that were. Each change leaves a line in the document's history.
CREATE PROCEDURE sp_asentar_facturas(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_remitente VARCHAR(64);
  DECLARE v_lugar, v_cuantos INT DEFAULT 0;
  DECLARE v_hechos LONGTEXT DEFAULT '[]';
  DECLARE v_cambio LONGTEXT;
  DECLARE v_factura BIGINT UNSIGNED;
  DECLARE v_estado, v_de, v_a VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  CALL sp_exigir_remitente(doc, v_remitente);
  SET v_cuantos = COALESCE(JSON_LENGTH(doc, '$.cambios'), 0);
  WHILE v_lugar < v_cuantos DO
    SET v_cambio = JSON_EXTRACT(doc, CONCAT('$.cambios[', v_lugar, ']')), v_lugar = v_lugar + 1, v_estado = NULL,
      v_factura = campo_entero(v_cambio, '$.id', 1, 999999999999999), v_de = campo_texto(v_cambio, '$.de', 12),
      v_a = campo_texto(v_cambio, '$.a', 12);
    SELECT f.estado INTO v_estado FROM facturas f WHERE f.id_factura = v_factura AND f.estado = v_de FOR UPDATE;
    IF v_estado IS NOT NULL THEN
      CALL sp_asentar_factura(v_factura, v_de, v_a, v_cambio, v_remitente);
      SET v_hechos = JSON_ARRAY_APPEND(v_hechos, '$', v_factura);
    END IF;
  END WHILE;
  COMMIT;
  SELECT v_hechos AS hechos;
END
