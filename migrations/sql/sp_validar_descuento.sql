-- The discounts of a sale in the making against what may be given: the sale's whole discount and each line's own, as a
-- part of the shelf prices, in whole per cent rounded up. A limit above the cashier's counts only for a person whom
-- `sesion` proves; beyond it `id_aprobacion` names a manager's approval of at least so many per cent.
CREATE PROCEDURE sp_validar_descuento(IN doc LONGTEXT, IN usuario INT UNSIGNED, IN descuento BIGINT)
SQL SECURITY DEFINER MODIFIES SQL DATA
proc: BEGIN
  DECLARE v_sesion VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_aprobacion VARCHAR(30);
  DECLARE v_referencia VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
  DECLARE v_rol, v_rol_aprobador VARCHAR(12);
  DECLARE v_pedido, v_limite, v_aprobado INT;
  DECLARE v_probado INT UNSIGNED;

  SELECT GREATEST(
      ((SUM(COALESCE(l.descuento, 0)) + descuento) * 100 + SUM(p.precio_venta * l.cantidad) - 1)
        DIV SUM(p.precio_venta * l.cantidad),
      MAX((COALESCE(l.descuento, 0) * 100 + p.precio_venta * l.cantidad - 1) DIV (p.precio_venta * l.cantidad)))
  INTO v_pedido
  FROM JSON_TABLE(doc, '$.lineas[*]' COLUMNS (
    id_producto BIGINT PATH '$.id_producto',
    cantidad INT PATH '$.cantidad',
    descuento BIGINT PATH '$.descuento_linea')) l
  STRAIGHT_JOIN productos p ON p.id_producto = l.id_producto;

  IF v_pedido <= limite_de('cajero', 'descuento') THEN LEAVE proc; END IF;
  SELECT LEFT(h.sesion, 200), LEFT(h.aprobacion, 30) INTO v_sesion, v_aprobacion
  FROM JSON_TABLE(doc, '$' COLUMNS (
    sesion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.sesion',
    aprobacion LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci PATH '$.id_aprobacion')) h;
  IF v_sesion IS NOT NULL THEN
    SET v_probado = usuario_de_sesion(v_sesion);
    IF NOT COALESCE(v_probado = usuario, 0) THEN CALL sp_rechazar('SESION_REQUERIDA'); END IF;
  END IF;
  SET v_rol = IF(v_probado IS NULL, 'cajero', rol_de(usuario)), v_limite = COALESCE(limite_de(v_rol, 'descuento'), 0);
  IF v_pedido <= v_limite THEN LEAVE proc; END IF;
  IF v_aprobacion IS NULL THEN
    CALL sp_rechazar(CONCAT('LIMITE_DE_ROL|rol=', v_rol, '|limite=', v_limite, '|pedido=', v_pedido));
  END IF;

  IF v_probado IS NULL THEN CALL sp_rechazar('SESION_REQUERIDA'); END IF;
  IF NOT v_aprobacion REGEXP '^[0-9]{1,15}$' THEN CALL sp_rechazar('AUTORIZACION_INVALIDA'); END IF;
  SELECT a.referencia, rol_de(a.id_aprobador) INTO v_referencia, v_rol_aprobador
  FROM aprobaciones a WHERE a.id_aprobacion = v_aprobacion + 0 AND a.permiso = 'sale.discount';
  IF NOT COALESCE(v_referencia REGEXP '^descuento:[0-9]{1,3}$', 0) THEN CALL sp_rechazar('AUTORIZACION_INVALIDA'); END IF;
  SET v_aprobado = SUBSTRING_INDEX(v_referencia, ':', -1) + 0,
    v_limite = COALESCE(limite_de(v_rol_aprobador, 'descuento'), 0);
  IF v_pedido > LEAST(v_aprobado, v_limite) THEN
    CALL sp_rechazar(CONCAT('LIMITE_DE_ROL|rol=', COALESCE(v_rol_aprobador, v_rol), '|limite=',
      LEAST(v_aprobado, v_limite), '|pedido=', v_pedido));
  END IF;
  CALL sp_usar_aprobacion(v_aprobacion + 0, usuario, 'sale.discount', v_referencia, 'venta');
END
