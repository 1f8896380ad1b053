import type { CardFile, Statement, StatementLine, Topup } from '../domain/card.ts';

/* What programs read of cards in the back office; the same rules as in views.ts. */

export const cardFileRow = (card: CardFile) => ({
  nro_tarjeta: card.number,
  estado: card.state,
  saldo: card.balance,
  limite_diario: card.dailyLimit,
  fecha_vencimiento: card.expiresOn,
  id_hijo: card.studentId,
  nombre: card.student,
  grado: card.grade,
  id_cliente: card.clientId,
  cliente: card.client,
  id_tarjeta: card.id,
  motivo_estado: card.stateReason,
  reemplazada_por: card.replacedBy,
  reemplaza_a: card.replaces,
});

export const topupView = (topup: Topup) => ({
  id_recarga: topup.id,
  uuid: topup.uuid,
  nro_tarjeta: topup.cardNumber,
  nombre: topup.student,
  cliente: topup.client,
  fecha: topup.at,
  caja: topup.till,
  cajero: topup.cashier,
  medio: topup.method,
  monto: topup.amount,
  monto_entregado: topup.handed,
  vuelto: topup.change,
  referencia: topup.reference,
  saldo_anterior: topup.balanceBefore,
  saldo: topup.balance,
  repetida: topup.repeated,
});

export const statementRow = (line: StatementLine) => ({
  id_movimiento: line.id,
  fecha: line.at,
  tipo: line.kind,
  monto: line.amount,
  saldo: line.balance,
  numero_venta: line.saleNumber,
  medio: line.method,
  otra_tarjeta: line.otherCard,
  motivo: line.reason,
  usuario: line.by,
});

export const statementView = (statement: Statement) => ({
  nro_tarjeta: statement.card.number,
  nombre: statement.card.student,
  desde: statement.from,
  hasta: statement.to,
  saldo_anterior: statement.opening,
  cargado: statement.added,
  gastado: statement.taken,
  traspasos: statement.moved,
  saldo_final: statement.closing,
  movimientos: statement.lines.map(statementRow),
});
