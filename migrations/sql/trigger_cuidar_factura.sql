-- What a document is never changes; its CDC is set once; its state goes only where the tax authority's rules lead.
CREATE TRIGGER trigger_cuidar_factura BEFORE UPDATE ON facturas FOR EACH ROW
IF NOT (
  OLD.id_factura <=> NEW.id_factura AND OLD.tipo <=> NEW.tipo AND OLD.id_venta <=> NEW.id_venta
  AND OLD.id_devolucion <=> NEW.id_devolucion AND OLD.id_factura_ref <=> NEW.id_factura_ref
  AND OLD.id_caja <=> NEW.id_caja AND OLD.id_usuario <=> NEW.id_usuario AND OLD.id_timbrado <=> NEW.id_timbrado
  AND OLD.establecimiento <=> NEW.establecimiento AND OLD.punto <=> NEW.punto AND OLD.numero <=> NEW.numero
  AND OLD.codigo_seguridad <=> NEW.codigo_seguridad AND OLD.emitida_en <=> NEW.emitida_en
  AND OLD.total <=> NEW.total AND OLD.ambiente <=> NEW.ambiente
  AND (OLD.cdc IS NULL OR OLD.cdc <=> NEW.cdc)
  AND (OLD.firmada_en IS NULL OR NEW.firmada_en IS NOT NULL)
  AND (OLD.id_documento IS NULL OR NEW.id_documento >= OLD.id_documento)
  -- Who receives is corrected only on the way to a new signature.
  AND ((OLD.receptor_nombre <=> NEW.receptor_nombre AND OLD.receptor_documento <=> NEW.receptor_documento)
    OR OLD.estado IN ('sin_firmar', 'rechazada'))
  AND (OLD.clave_vigente <=> NEW.clave_vigente OR NEW.clave_vigente IS NULL)
  AND (OLD.estado = NEW.estado
    OR (OLD.estado IN ('pendiente', 'enviando', 'en_duda', 'en_lote') AND NEW.estado IN
      ('pendiente', 'enviando', 'en_duda', 'en_lote', 'aprobada', 'aprobada_obs', 'rechazada', 'cancelada'))
    OR CONCAT(OLD.estado, '>', NEW.estado) IN ('sin_firmar>pendiente', 'sin_firmar>inutilizando',
      'rechazada>pendiente', 'rechazada>en_duda', 'rechazada>aprobada', 'rechazada>aprobada_obs', 'rechazada>inutilizando',
      'aprobada>cancelada', 'aprobada_obs>cancelada',
      'inutilizando>inutilizada', 'inutilizando>sin_firmar', 'inutilizando>rechazada'))) THEN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=facturas';
END IF
