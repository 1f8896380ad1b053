import type { ParkedHere } from '../../app/ports/shifts.ts';
import type {
  CashDirection,
  CashMove,
  Closing,
  Denomination,
  Pile,
  Shift,
  ShiftFigures,
  ShiftReading,
  ShiftRow,
  ShiftState,
} from '../../domain/shift.ts';
import { flag, int, money, type Row, text, textOrNull } from './rows.ts';

export const toShift = (row: Row): Shift => ({
  id: int(row.id_turno),
  tillId: int(row.id_caja),
  till: text(row.caja),
  state: text(row.estado) as ShiftState,
  openedBy: text(row.abierto_por),
  openedAt: text(row.abierto_en),
  float: money(row.fondo_inicial),
});

export const toClosing = (row: Row): Closing | null =>
  row.numero_z === null
    ? null
    : {
        z: int(row.numero_z),
        closedAt: text(row.cerrado_en),
        closedBy: text(row.cerrado_por),
        expected: money(row.esperado),
        counted: money(row.contado),
        difference: money(row.diferencia),
        reason: textOrNull(row.motivo_diferencia),
      };

export const toShiftRow = (row: Row): ShiftRow => ({ shift: toShift(row), closing: toClosing(row) });

/** The figures as sp_resumen_turno writes them. */
export const toFigures = (json: unknown): ShiftFigures => {
  const stored = JSON.parse(text(json)) as Record<string, Row> & {
    readonly recargas: number;
    readonly lecturas: number;
    readonly medios: readonly Row[];
    readonly iva: readonly Row[];
  };
  const { ventas = {}, vueltas = {}, efectivo = {}, esperas = {} } = stored;
  return {
    sales: {
      tickets: int(ventas.cantidad),
      units: int(ventas.unidades),
      total: money(ventas.total),
      discounts: money(ventas.descuentos),
      first: textOrNull(ventas.primera),
      last: textOrNull(ventas.ultima),
    },
    voids: { count: int(vueltas.anulaciones), total: money(vueltas.anulado) },
    returns: { count: int(vueltas.devoluciones), total: money(vueltas.devuelto) },
    taxRefunded: money(vueltas.iva),
    topups: int(stored.recargas),
    readings: int(stored.lecturas),
    cash: {
      float: money(efectivo.fondo),
      sales: money(efectivo.ventas),
      topups: money(efectivo.recargas),
      in: money(efectivo.entradas),
      out: money(efectivo.salidas),
      refunds: money(efectivo.devoluciones),
      expected: money(efectivo.esperado),
    },
    // The servers do not promise an order within what they gather.
    methods: stored.medios
      .map((row) => ({
        methodId: int(row.id_medio),
        method: text(row.medio),
        isCash: flag(row.es_efectivo),
        sales: money(row.ventas),
        topups: money(row.recargas),
        refunds: money(row.devoluciones),
      }))
      .sort((a, b) => a.methodId - b.methodId),
    taxes: stored.iva
      .map((row) => ({
        rate: int(row.tasa_iva),
        base: money(row.base),
        tax: money(row.impuesto),
        baseBack: money(row.base_devuelta ?? 0),
        taxBack: money(row.impuesto_devuelto ?? 0),
      }))
      .sort((a, b) => b.rate - a.rate),
    parked: { count: int(esperas.cantidad), total: money(esperas.total) },
  };
};

export const toReading = (row: Row): ShiftReading => ({
  shift: toShift(row),
  readAt: text(row.leido_en),
  readBy: textOrNull(row.leido_por),
  figures: toFigures(row.resumen),
});

export const toCashMove = (row: Row): CashMove => ({
  id: int(row.id_movimiento),
  uuid: text(row.uuid),
  shiftId: int(row.id_turno),
  till: text(row.caja),
  direction: text(row.tipo) as CashDirection,
  amount: money(row.monto),
  reason: text(row.motivo),
  by: text(row.usuario),
  at: text(row.fecha),
});

export const toPile = (row: Row): Pile => ({
  denomination: int(row.denominacion) as Denomination,
  pieces: int(row.cantidad),
});

export const toParkedHere = (row: Row): ParkedHere => ({
  id: int(row.id_espera),
  note: text(row.nota),
  total: money(row.total),
  units: int(row.unidades),
  createdAt: text(row.creada_en),
});
