CREATE TRIGGER trigger_validar_cliente_nuevo BEFORE INSERT ON clientes FOR EACH ROW
IF NEW.email IS NOT NULL AND validar_email(NEW.email) = 0 THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'VALOR_INVALIDO|campo=email';
END IF
