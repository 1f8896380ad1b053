-- What a routine of stock documents answers: the document, and whether it had been stored already.
CREATE PROCEDURE sp_documento_stock(IN documento BIGINT UNSIGNED, IN ya_estaba TINYINT)
SQL SECURITY DEFINER READS SQL DATA
BEGIN
  SELECT d.id_documento, d.uuid, d.tipo, d.estado, ya_estaba AS repetida,
    (SELECT COUNT(*) FROM detalles_stock l WHERE l.id_documento = d.id_documento) AS lineas,
    (SELECT CAST(COALESCE(SUM(ABS(l.cantidad)), 0) AS SIGNED) FROM detalles_stock l WHERE l.id_documento = d.id_documento) AS unidades
  FROM documentos_stock d WHERE d.id_documento = documento;
END
