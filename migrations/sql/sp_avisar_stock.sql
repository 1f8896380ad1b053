-- Tells of the products that trigger_stock_bajo noted in this session and that are as it found them.
CREATE PROCEDURE sp_avisar_stock()
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_fin TINYINT DEFAULT 0;
  DECLARE v_producto, v_version INT UNSIGNED;
  DECLARE v_stock, v_minimo INT;
  DECLARE v_codigo VARCHAR(40);
  DECLARE v_nombre VARCHAR(120);
  DECLARE v_ahora DATETIME DEFAULT ahora_local();
  DECLARE bajos CURSOR FOR
    SELECT p.id_producto, p.version, p.codigo, p.nombre, p.stock_actual, p.stock_minimo
    FROM JSON_TABLE(CONCAT('[', @pos_bajos, ']'), '$[*]' COLUMNS (
      id_producto INT UNSIGNED PATH '$[0]', version INT UNSIGNED PATH '$[1]')) b
    JOIN productos p ON p.id_producto = b.id_producto AND p.version = b.version
    WHERE p.stock_actual <= p.stock_minimo;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_fin = 1;
  OPEN bajos;
  SET @pos_bajos = NULL;
  FETCH bajos INTO v_producto, v_version, v_codigo, v_nombre, v_stock, v_minimo;
  WHILE v_fin = 0 DO
    CALL sp_avisar('stock_bajo', NULL, CONCAT('Stock bajo: ', v_nombre),
      CONCAT(v_nombre, ' (', v_codigo, '): quedan ', v_stock, ', mínimo ', v_minimo, '\n'),
      JSON_OBJECT('codigo', v_codigo, 'producto', v_nombre, 'stock', v_stock + 0, 'minimo', v_minimo + 0,
        'fecha', DATE_FORMAT(v_ahora, '%Y-%m-%d %H:%i:%s')),
      CONCAT('stock_bajo:', v_producto, ':', v_version));
    SET v_fin = 0;
    FETCH bajos INTO v_producto, v_version, v_codigo, v_nombre, v_stock, v_minimo;
  END WHILE;
  CLOSE bajos;
END
