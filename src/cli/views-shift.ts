import type { AuditEntry, StoredApproval } from '../domain/audit.ts';
import {
  type CashMove,
  type ClosedShift,
  netOfRate,
  type Shift,
  type ShiftFigures,
  type ShiftReading,
  type ShiftRow,
} from '../domain/shift.ts';

/* What programs read of shifts and of the audit; the same rules as in views.ts. */

const shiftPart = (shift: Shift) => ({
  id_turno: shift.id,
  caja: shift.till,
  estado: shift.state,
  abierto_por: shift.openedBy,
  abierto_en: shift.openedAt,
  fondo_inicial: shift.float,
});

export const shiftView = shiftPart;

export const shiftRow = ({ shift, closing }: ShiftRow) => ({
  ...shiftPart(shift),
  numero_z: closing?.z ?? null,
  cerrado_por: closing?.closedBy ?? null,
  cerrado_en: closing?.closedAt ?? null,
  esperado: closing?.expected ?? null,
  contado: closing?.counted ?? null,
  diferencia: closing?.difference ?? null,
  motivo_diferencia: closing?.reason ?? null,
});

const figuresView = (figures: ShiftFigures) => ({
  ventas: {
    tickets: figures.sales.tickets,
    unidades: figures.sales.units,
    total: figures.sales.total,
    descuentos: figures.sales.discounts,
    primera: figures.sales.first,
    ultima: figures.sales.last,
  },
  anulaciones: { cantidad: figures.voids.count, total: figures.voids.total },
  devoluciones: { cantidad: figures.returns.count, total: figures.returns.total },
  iva_devuelto: figures.taxRefunded,
  recargas: figures.topups,
  lecturas_x: figures.readings,
  efectivo: {
    fondo_inicial: figures.cash.float,
    ventas: figures.cash.sales,
    recargas: figures.cash.topups,
    entradas: figures.cash.in,
    salidas: figures.cash.out,
    devoluciones: figures.cash.refunds,
    esperado: figures.cash.expected,
  },
  medios: figures.methods.map((method) => ({
    id_medio: method.methodId,
    medio: method.method,
    es_efectivo: method.isCash,
    ventas: method.sales,
    recargas: method.topups,
    devoluciones: method.refunds,
  })),
  iva: figures.taxes.map((each) => ({
    tasa: each.rate,
    base: each.base,
    impuesto: each.tax,
    base_devuelta: each.baseBack,
    impuesto_devuelto: each.taxBack,
    base_neta: netOfRate(each).base,
    impuesto_neto: netOfRate(each).tax,
  })),
  en_espera: { cantidad: figures.parked.count, total: figures.parked.total },
});

export const readingView = ({ shift, readAt, readBy, figures }: ShiftReading) => ({
  ...shiftPart(shift),
  leido_en: readAt,
  leido_por: readBy,
  ...figuresView(figures),
});

export const closedView = (closed: ClosedShift) => ({
  ...shiftRow(closed),
  conteo: closed.count.map(({ denomination, pieces }) => ({ denominacion: denomination, cantidad: pieces })),
  ...figuresView(closed.figures),
});

export const cashMoveView = (move: CashMove) => ({
  id_movimiento: move.id,
  uuid: move.uuid,
  id_turno: move.shiftId,
  caja: move.till,
  tipo: move.direction,
  monto: move.amount,
  motivo: move.reason,
  usuario: move.by,
  fecha: move.at,
});

export const auditView = (entry: AuditEntry) => ({
  id_auditoria: entry.id,
  fecha: entry.at,
  usuario: entry.login,
  persona: entry.person,
  cuenta: entry.account,
  tabla: entry.table,
  id_registro: entry.record,
  accion: entry.action,
  antes: entry.before,
  despues: entry.after,
});

/** One row a line: what was before and after stays JSON. */
export const auditRow = (entry: AuditEntry) => ({
  ...auditView(entry),
  antes: entry.before && JSON.stringify(entry.before),
  despues: entry.after && JSON.stringify(entry.after),
});

export const approvalView = (approval: StoredApproval) => ({
  id_aprobacion: approval.id,
  fecha: approval.at,
  solicitante: approval.asker,
  aprobador: approval.approver,
  permiso: approval.permission,
  referencia: approval.reference,
  motivo: approval.reason,
  usada_en: approval.usedAt,
});
