-- Holds a price change within the limit of whoever answers for it: the person, or the manager who approved this price.
-- A product that had no price may get any.
CREATE PROCEDURE sp_limitar_precio(IN doc LONGTEXT, IN producto INT UNSIGNED, IN antes BIGINT, IN despues BIGINT,
  IN usuario INT UNSIGNED, IN aprobacion BIGINT UNSIGNED)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_pedido BIGINT DEFAULT IF(antes = 0, 0, (ABS(despues - antes) * 100 + antes - 1) DIV antes);
  DECLARE v_rol VARCHAR(12) DEFAULT rol_de(usuario);
  DECLARE v_dada BIGINT UNSIGNED DEFAULT aprobacion;
  IF v_dada IS NULL AND v_pedido > limite_de(v_rol, 'precio') THEN
    SET v_dada = campo_entero(doc, '$.id_aprobacion', 1, 999999999999999);
    IF v_dada IS NOT NULL THEN
      CALL sp_usar_aprobacion(v_dada, usuario, 'product.edit', CONCAT('precio:', producto, ':', despues), 'product.edit');
    END IF;
  END IF;
  IF v_dada IS NOT NULL THEN
    SELECT rol_de(a.id_aprobador) INTO v_rol FROM aprobaciones a WHERE a.id_aprobacion = v_dada;
  END IF;
  IF v_pedido > COALESCE(limite_de(v_rol, 'precio'), 0) THEN
    CALL sp_rechazar(CONCAT('LIMITE_DE_ROL|rol=', v_rol, '|limite=', COALESCE(limite_de(v_rol, 'precio'), 0), '|pedido=', v_pedido));
  END IF;
END
