-- Whether so many units of a product can be sold now (verificar_stock), for those who may not read tables.
CREATE PROCEDURE sp_consultar_stock(IN producto INT UNSIGNED, IN unidades INT)
SQL SECURITY DEFINER READS SQL DATA
SELECT p.id_producto, p.stock_actual, verificar_stock(p.id_producto, unidades) AS alcanza
FROM productos p WHERE p.id_producto = producto
