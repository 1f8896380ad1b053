-- A document of stock changes only while it is a draft.
CREATE TRIGGER trigger_cuidar_documento BEFORE UPDATE ON documentos_stock FOR EACH ROW
IF OLD.estado <> 'Borrador' THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=documentos_stock';
END IF
