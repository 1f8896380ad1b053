import type { PrintJob } from '../app/ports.ts';
import type { Product } from '../domain/product.ts';
import type { RegisteredSale, SaleSummary, StoredSale } from '../domain/sale.ts';
import type { CardHolder } from '../domain/student.ts';

/*
 * What programs read: the database's words and plain values, the same for `--json` and `--csv`. Keys are added, never
 * renamed or removed: other systems depend on them.
 */

/** Exactly the client's document: the same keys in the same order. */
export const cardView = (holder: CardHolder) => ({
  id_hijo: holder.studentId,
  nombre: holder.studentName,
  saldo: holder.balance,
  grado: holder.grade,
  cliente: holder.clientName,
  nro_tarjeta: holder.cardNumber,
  foto_perfil: holder.photo,
  restricciones: holder.restrictions.map((restriction) => ({
    tipo_restriccion: restriction.kind,
    descripcion: restriction.description,
    severidad: restriction.severity,
  })),
});

export const cardRow = (holder: CardHolder) => ({
  nro_tarjeta: holder.cardNumber,
  estado: holder.cardState,
  saldo: holder.balance,
  limite_diario: holder.dailyLimit,
  fecha_vencimiento: holder.expiresOn,
  id_hijo: holder.studentId,
  nombre: holder.studentName,
  grado: holder.grade,
  id_cliente: holder.clientId,
  cliente: holder.clientName,
});

export const productRow = (product: Product, allergens: ReadonlyMap<number, string>) => ({
  id_producto: product.id,
  codigo: product.code,
  codigos_barra: product.barcodes.join(' '),
  nombre: product.name,
  categoria: product.category,
  precio: product.price,
  tasa_iva: product.taxRate,
  stock_actual: product.stock,
  stock_minimo: product.minStock,
  activo: product.active,
  alergenos: product.allergens.map((id) => allergens.get(id) ?? String(id)).join(' '),
});

export const registeredView = (sale: RegisteredSale) => ({
  id_venta: sale.id,
  uuid: sale.uuid,
  numero: sale.number,
  fecha: sale.date,
  total: sale.total,
  vuelto: sale.change,
  saldo: sale.balance,
  repetida: sale.repeated,
});

export const saleRow = (sale: SaleSummary) => ({
  id_venta: sale.id,
  numero: sale.number,
  fecha: sale.date,
  estado: sale.state,
  total: sale.total,
  unidades: sale.units,
  cliente: sale.client,
  estudiante: sale.student,
  cajero: sale.cashier,
  medios: sale.methods,
  factura: sale.invoiced,
  devuelto: sale.returned,
});

export const saleView = (sale: StoredSale) => ({
  ...saleRow(sale),
  uuid: sale.uuid,
  caja: sale.till,
  documento_cliente: sale.clientDocument,
  nro_tarjeta: sale.cardNumber,
  modo_iva: sale.taxMode,
  subtotal: sale.subtotal,
  descuento: sale.discount,
  impuesto: sale.tax,
  impuesto_agregado: sale.taxAdded,
  monto_entregado: sale.handed,
  vuelto: sale.change,
  impuestos: sale.taxes.map((tax) => ({ tasa: tax.rate, base: tax.amount, impuesto: tax.tax })),
  lineas: sale.lines.map((line) => ({
    id_producto: line.productId,
    codigo: line.code,
    nombre: line.name,
    cantidad: line.quantity,
    precio_unitario: line.price,
    descuento_linea: line.discount,
    subtotal: line.subtotal,
    tasa_iva: line.taxRate,
    devuelta: line.returned,
  })),
  pagos: sale.tenders.map((tender) => ({
    medio: tender.method,
    monto_entregado: tender.handed,
    monto_aplicado: tender.applied,
    vuelto: tender.change,
    referencia: tender.reference,
  })),
  confirmaciones: sale.acknowledgements.map((ack) => ({
    producto: ack.product,
    restriccion: ack.restriction,
    severidad: ack.severity,
    bloquea: ack.blocking,
    confirmado_por: ack.confirmedBy,
    autorizado_por: ack.approvedBy,
    motivo: ack.reason,
  })),
  anulacion: sale.voided && { por: sale.voided.by, fecha: sale.voided.at, motivo: sale.voided.reason },
});

export const jobView = (job: PrintJob) => ({
  id_trabajo: job.id,
  id_caja: job.tillId,
  tipo: job.kind,
  id_venta: job.saleId,
  numero: job.saleNumber,
  copia: job.copy,
  estado: job.state,
  intentos: job.attempts,
  falla: job.fault,
  creado: job.createdAt,
});
