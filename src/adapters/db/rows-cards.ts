import type { Candidate } from '../../app/ports/card-desk.ts';
import type { CardFile, CardMove, CardMoveKind, Topup } from '../../domain/card.ts';
import type { CardState } from '../../domain/student.ts';
import { flag, int, money, moneyOrNull, type Row, text, textOrNull } from './rows.ts';

export const toCardFile = (row: Row): CardFile => ({
  id: int(row.id_tarjeta),
  number: text(row.nro_tarjeta),
  balance: money(row.saldo_actual),
  dailyLimit: moneyOrNull(row.limite_diario),
  state: text(row.estado) as CardState,
  expiresOn: textOrNull(row.fecha_vencimiento),
  stateReason: textOrNull(row.motivo_estado),
  replacedBy: textOrNull(row.reemplazada_por),
  replaces: textOrNull(row.reemplaza_a),
  studentId: int(row.id_hijo),
  student: text(row.hijo),
  grade: textOrNull(row.grado),
  clientId: int(row.id_cliente),
  client: text(row.cliente),
  holderActive: flag(row.hijo_activo) && row.estado_cliente === 'Activo',
});

export const toCandidate = (row: Row): Candidate => ({
  id: int(row.id_hijo),
  name: text(row.hijo),
  grade: textOrNull(row.grado),
  client: text(row.cliente),
  card: textOrNull(row.nro_tarjeta),
});

export const toCardMove = (row: Row): CardMove => ({
  id: int(row.id_movimiento),
  at: text(row.fecha_movimiento),
  kind: text(row.tipo_movimiento) as CardMoveKind,
  amount: money(row.monto),
  by: textOrNull(row.usuario),
  reason: textOrNull(row.motivo),
  saleNumber: textOrNull(row.numero_venta),
  method: textOrNull(row.medio),
  otherCard: textOrNull(row.otra_tarjeta),
});

export const toTopup = (row: Row): Topup => ({
  id: int(row.id_recarga),
  uuid: text(row.uuid),
  cardId: int(row.id_tarjeta),
  cardNumber: text(row.nro_tarjeta),
  student: text(row.hijo),
  client: text(row.cliente),
  tillId: int(row.id_caja),
  till: text(row.caja),
  cashier: text(row.usuario),
  method: text(row.medio),
  isCash: flag(row.es_efectivo),
  amount: money(row.monto),
  handed: money(row.monto_entregado),
  change: money(row.vuelto),
  reference: textOrNull(row.referencia),
  balanceBefore: money(row.saldo_anterior),
  balance: money(row.saldo_nuevo),
  at: text(row.fecha),
  repeated: flag(row.repetida),
});
