import type { StoredReturn } from '../domain/returns.ts';

/** What programs read of a return or a void; keys are added, never renamed. */
export const returnView = (given: StoredReturn) => ({
  id_devolucion: given.id,
  uuid: given.uuid,
  tipo: given.kind,
  id_venta: given.saleId,
  numero: given.saleNumber,
  caja: given.till,
  fecha: given.date,
  por: given.by,
  autorizada_por: given.approvedBy,
  motivo: given.reason,
  total: given.total,
  impuesto: given.tax,
  efectivo: given.cash,
  nro_tarjeta: given.cardNumber,
  saldo: given.balance,
  repetida: given.repeated,
  lineas: given.lines.map((line) => ({
    linea: line.line,
    producto: line.name,
    cantidad: line.quantity,
    monto: line.amount,
    destino: line.destination,
  })),
  pagos: given.refunds.map((refund) => ({ medio: refund.method, monto: refund.amount })),
});
