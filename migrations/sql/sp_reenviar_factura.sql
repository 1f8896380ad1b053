-- Another chance for a document: {sesion, id_factura}. One that waits is tried at once; the receiver of a rejected one is read
-- again from the client, for a new signature under the same CDC (which does not hold the receiver). One that another took
-- the place of stays as it is.
CREATE PROCEDURE sp_reenviar_factura(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_factura BIGINT UNSIGNED;
  DECLARE v_estado VARCHAR(12);
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET v_factura = COALESCE(campo_entero(doc, '$.id_factura', 1, 999999999999999), 0);
  CALL sp_actor(doc, 'invoice.send', CONCAT('factura:', v_factura), v_usuario, v_aprobacion);
  SELECT IF(f.clave_vigente IS NULL AND f.estado = 'rechazada', 'inutilizada', f.estado) INTO v_estado FROM facturas f WHERE f.id_factura = v_factura FOR UPDATE;
  IF v_estado IS NULL THEN CALL sp_rechazar(CONCAT('FACTURA_INEXISTENTE|factura=', v_factura)); END IF;
  IF v_estado IN ('sin_firmar', 'rechazada') THEN
    UPDATE facturas f JOIN ventas v ON v.id_venta = f.id_venta JOIN clientes c ON c.id_cliente = v.id_cliente
    SET f.receptor_nombre = TRIM(CONCAT(c.nombre, ' ', c.apellido)), f.receptor_documento = c.documento,
      f.receptor_email = c.email
    WHERE f.id_factura = v_factura;
    IF EXISTS (SELECT 1 FROM facturas f WHERE f.id_factura = v_factura AND f.receptor_documento IS NULL
      AND f.total >= 7000000) THEN
      CALL sp_rechazar('FACTURA_SIN_DOCUMENTO|maximo=7000000');
    END IF;
  ELSEIF v_estado IN ('pendiente', 'en_duda') THEN
    UPDATE facturas SET proximo_intento = NULL WHERE id_factura = v_factura;
  ELSE
    CALL sp_rechazar(CONCAT('FACTURA_NO_REENVIABLE|estado=', v_estado, '|numero=',
      (SELECT f.numero_factura FROM v_facturas f WHERE f.id_factura = v_factura)));
  END IF;
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_facturas f WHERE f.id_factura = v_factura;
END
