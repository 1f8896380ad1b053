-- Queues the manager's e-mail of every sale, in the sale's own transaction; without an address there is none.
CREATE TRIGGER trigger_notificar_venta_realizada AFTER INSERT ON ventas FOR EACH ROW
INSERT INTO notificaciones_correo (destinatario, asunto, cuerpo, tipo_notificacion, fecha_creacion, clave_unica)
SELECT a.valor, CONCAT('Venta realizada ', NEW.numero_venta),
  CONCAT('Venta: ', NEW.numero_venta,
    '\nFecha: ', DATE_FORMAT(NEW.fecha_venta, '%d/%m/%Y %H:%i'),
    '\nTotal: Gs. ', REPLACE(FORMAT(NEW.total, 0, 'en_US'), ',', '.'),
    '\nPago: ', NEW.metodo_pago,
    '\nCajero: ', COALESCE((SELECT u.nombre FROM usuarios u WHERE u.id_usuario = NEW.id_usuario), ''),
    '\nCliente: ', COALESCE((SELECT CONCAT(c.nombre, ' ', c.apellido) FROM clientes c
      WHERE c.id_cliente = NEW.id_cliente), 'sin tarjeta'), '\n'),
  'venta', NEW.fecha_venta, CONCAT('venta:', NEW.id_venta)
FROM ajustes a WHERE a.clave = 'correo_gerente' AND a.valor <> ''
