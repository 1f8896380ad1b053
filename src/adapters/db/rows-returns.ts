import type { Destination, Refund, StoredReturn } from '../../domain/returns.ts';
import { flag, int, money, moneyOrNull, type Row, text, textOrNull } from './rows.ts';

export const toRefund = (row: Row): Refund => ({
  method: text(row.medio),
  amount: money(row.monto),
  isCash: flag(row.es_efectivo),
  isStudentCard: flag(row.es_tarjeta_estudiantil),
});

export const toReturnLine = (row: Row): StoredReturn['lines'][number] => ({
  line: int(row.linea),
  quantity: int(row.cantidad),
  destination: text(row.destino) as Destination,
  name: text(row.nombre),
  amount: money(row.monto),
});

export const toReturnHead = (row: Row): Omit<StoredReturn, 'lines' | 'refunds'> => ({
  id: int(row.id_devolucion),
  uuid: text(row.uuid),
  kind: text(row.tipo) as StoredReturn['kind'],
  saleId: int(row.id_venta),
  saleNumber: text(row.numero_venta),
  till: text(row.caja),
  by: text(row.usuario),
  approvedBy: textOrNull(row.autorizada_por),
  reason: text(row.motivo),
  date: text(row.fecha),
  total: money(row.total),
  tax: money(row.impuesto),
  cash: money(row.efectivo),
  cardNumber: textOrNull(row.nro_tarjeta),
  balance: moneyOrNull(row.saldo_nuevo),
  repeated: flag(row.repetida ?? 0),
});
