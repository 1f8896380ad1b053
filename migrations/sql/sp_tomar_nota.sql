-- A credit note for a return (or a void) of a sale whose invoice is approved: {sesion, id_devolucion, id_caja}. Its number is
-- the point's own of that kind.
CREATE PROCEDURE sp_tomar_nota(IN doc LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_usuario INT UNSIGNED;
  DECLARE v_aprobacion, v_devolucion, v_venta, v_hallada, v_ref, v_nota BIGINT UNSIGNED;
  DECLARE v_caja, v_total BIGINT;
  DECLARE v_estado VARCHAR(12);
  DECLARE v_numero VARCHAR(20);
  DECLARE EXIT HANDLER FOR 1062
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    CALL sp_rechazar(CONCAT('NOTA_VIGENTE|devolucion=', v_devolucion));
  END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    SET @pos_usuario = NULL;
    RESIGNAL;
  END;
  IF NOT COALESCE(JSON_VALID(doc), 0) THEN CALL sp_rechazar('DOCUMENTO_INVALIDO|campo=JSON'); END IF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SET v_devolucion = COALESCE(campo_entero(doc, '$.id_devolucion', 1, 999999999999999), 0),
    v_caja = COALESCE(campo_entero(doc, '$.id_caja', 1, 4294967295), 0);
  SELECT c.id_caja INTO v_hallada FROM cajas c WHERE c.id_caja = v_caja AND c.activo = 1 FOR UPDATE;
  CALL sp_actor(doc, 'invoice.undo', CONCAT('devolucion:', v_devolucion), v_usuario, v_aprobacion);
  IF v_hallada IS NULL THEN CALL sp_rechazar('CAJA_INVALIDA'); END IF;
  SELECT d.id_venta, d.total INTO v_venta, v_total FROM devoluciones d WHERE d.id_devolucion = v_devolucion;
  IF v_venta IS NULL THEN CALL sp_rechazar(CONCAT('DEVOLUCION_INEXISTENTE|devolucion=', v_devolucion)); END IF;
  SELECT f.id_factura, f.estado, CONCAT(f.establecimiento, '-', f.punto, '-', LPAD(f.numero, 7, '0'))
  INTO v_ref, v_estado, v_numero FROM facturas f WHERE f.clave_vigente = CONCAT('venta:', v_venta) FOR UPDATE;
  IF v_ref IS NULL THEN CALL sp_rechazar(CONCAT('VENTA_SIN_FACTURA|venta=', v_venta)); END IF;
  IF v_estado NOT IN ('aprobada', 'aprobada_obs') THEN
    CALL sp_rechazar(CONCAT('FACTURA_NO_APROBADA|numero=', v_numero, '|estado=', v_estado));
  END IF;
  -- A cancellation under way takes back the whole invoice: both would give it back twice.
  IF EXISTS (SELECT 1 FROM eventos_factura e WHERE e.clave_abierta = CONCAT('factura:', v_ref)) THEN
    CALL sp_rechazar(CONCAT('CANCELACION_PEDIDA|numero=', v_numero));
  END IF;
  UPDATE facturas SET clave_vigente = NULL WHERE clave_vigente = CONCAT('devolucion:', v_devolucion) AND estado = 'rechazada';
  CALL sp_insertar_factura('nota_credito', v_venta, v_devolucion, v_ref, v_caja, v_usuario, ahora_local(), v_total, v_nota);
  COMMIT;
  SET @pos_usuario = NULL;
  SELECT * FROM v_facturas f WHERE f.id_factura = v_nota;
END
