import { INVOICE_COLUMNS, invoicesView } from './20261126300100_facturas.ts';
import { viewMigration } from './steps.ts';

/**
 * Whether an invoice holds though its sale was voided, and nothing takes it back: neither a cancellation that is under way nor
 * credit notes of all that came back.
 */
const OF_VOIDED = `f.tipo = 'factura' AND v.estado = 'Anulada' AND f.clave_vigente IS NOT NULL
  AND f.estado IN ('pendiente', 'enviando', 'en_duda', 'en_lote', 'aprobada', 'aprobada_obs')
  AND NOT EXISTS (SELECT 1 FROM eventos_factura a WHERE a.clave_abierta = CONCAT('factura:', f.id_factura))
  AND EXISTS (SELECT 1 FROM devoluciones d WHERE d.id_venta = f.id_venta AND NOT EXISTS (
    SELECT 1 FROM facturas n WHERE n.clave_vigente = CONCAT('devolucion:', d.id_devolucion) AND n.estado <> 'rechazada'))`;

/** An invoice says that its sale was voided and that it holds all the same. */
export const facturaDeAnulada = viewMigration(
  '20261126940000_factura_de_anulada',
  [invoicesView(`${INVOICE_COLUMNS}, ${OF_VOIDED} AS de_anulada`)],
  [invoicesView(INVOICE_COLUMNS)],
);
