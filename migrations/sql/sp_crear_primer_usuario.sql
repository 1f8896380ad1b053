-- The first person of a store, who can sign in and make the others. Only for whoever holds the owner's account: nobody
-- could prove to be allowed to, so the till's account must not call it. Refuses once there is anybody.
CREATE PROCEDURE sp_crear_primer_usuario(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_nuevo INT UNSIGNED;
  DECLARE v_uno VARCHAR(40);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  -- Two at once wait for each other here.
  SELECT s.clave INTO v_uno FROM secretos s WHERE s.clave = 'sal_ajena' FOR UPDATE;
  IF EXISTS (SELECT 1 FROM usuarios) THEN CALL sp_rechazar('SESION_REQUERIDA'); END IF;
  CALL sp_insertar_usuario(doc, 0, v_nuevo);
  IF rol_de(v_nuevo) <> 'admin' THEN CALL sp_rechazar('VALOR_INVALIDO|campo=rol'); END IF;
  COMMIT;
  SELECT v_nuevo AS id_usuario;
END
