import type { Knex } from 'knex';
import type { CloseShift, ShiftFilter, Shifts } from '../../app/ports/shifts.ts';
import type { ActedBy } from '../../app/ports.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { ClosedShift } from '../../domain/shift.ts';
import { officeCall } from './office-call.ts';
import { guarded, refusable } from './query.ts';
import { type Row, toPrintJob } from './rows.ts';
import {
  toCashMove,
  toClosing,
  toFigures,
  toParkedHere,
  toPile,
  toReading,
  toShift,
  toShiftRow,
} from './rows-shifts.ts';

const DEFAULT_LIMIT = 200;

const missing = (shiftId: number) => fail(posError('TURNO_INEXISTENTE', { turno: shiftId }));

const show = async (knex: Knex, shiftId: number): Promise<Result<ClosedShift>> => {
  const [row]: Row[] = await knex('v_turnos').where('id_turno', shiftId);
  const closing = row && toClosing(row);
  if (!row || !closing) return missing(shiftId);
  const piles: Row[] = await knex('v_conteos_turno')
    .where('id_turno', shiftId)
    .orderBy('denominacion', 'desc');
  return ok({ shift: toShift(row), closing, figures: toFigures(row.resumen), count: piles.map(toPile) });
};

const close = async (knex: Knex, by: ActedBy, request: CloseShift): Promise<Result<ClosedShift>> => {
  const { count } = request;
  const counted = typeof count === 'number' ? { contado: count } : { conteo: count.map(fromPile) };
  const body = {
    uuid: request.uuid,
    id_caja: request.tillId,
    id_turno: request.shiftId,
    motivo: request.reason,
    ...counted,
  };
  const closed = await officeCall(knex, 'sp_cerrar_turno', by, body, (row) => toShift(row).id);
  return closed.ok ? guarded(() => show(knex, closed.value)) : closed;
};

const fromPile = (pile: { readonly denomination: number; readonly pieces: number }) => ({
  denominacion: pile.denomination,
  cantidad: pile.pieces,
});

/** The newest first. */
const list = async (knex: Knex, filter: ShiftFilter) => {
  const query = knex('v_turnos')
    .orderBy('id_turno', 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT);
  if (filter.from !== undefined) query.where('abierto_en', '>=', filter.from);
  if (filter.to !== undefined) query.whereRaw('abierto_en < ? + INTERVAL 1 DAY', [filter.to]);
  if (filter.tillId !== undefined) query.where('id_caja', filter.tillId);
  if (filter.state !== undefined) query.where('estado', filter.state);
  const rows: Row[] = await query;
  return rows.map(toShiftRow);
};

const one = async <T>(
  query: PromiseLike<Row[]>,
  read: (row: Row) => T,
  absent: () => Result<T>,
): Promise<Result<T>> => {
  const [row] = await query;
  return row ? ok(read(row)) : absent();
};

/** Shifts: changed by one call each, read through views. */
export const databaseShifts = (knex: Knex): Shifts => ({
  open: (by, { uuid, tillId, float }) =>
    officeCall(knex, 'sp_abrir_turno', by, { uuid, id_caja: tillId, fondo: float }, toShift),
  moveCash: (by, { uuid, tillId, direction, amount, reason }) =>
    officeCall(
      knex,
      'sp_mover_caja',
      by,
      { uuid, id_caja: tillId, tipo: direction, monto: amount, motivo: reason },
      toCashMove,
    ),
  read: (tillId) => refusable(knex, 'sp_leer_turno', [JSON.stringify({ id_caja: tillId })], toReading),
  printReading: (by, tillId) => officeCall(knex, 'sp_imprimir_lectura', by, { id_caja: tillId }, toReading),
  close: (by, request) => close(knex, by, request),
  reprint: (by, shiftId, tillId) =>
    officeCall(knex, 'sp_reimprimir_cierre', by, { id_turno: shiftId, id_caja: tillId }, toPrintJob),
  current: (tillId) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_turnos').where({ id_caja: tillId, estado: 'Abierto' });
      return row ? toShift(row) : null;
    }),
  list: (filter) => guarded(() => list(knex, filter)),
  show: (shiftId) => guarded(() => show(knex, shiftId)),
  cashMoves: (shiftId) =>
    guarded(async () => {
      const rows: Row[] = await knex('v_movimientos_caja')
        .where('id_turno', shiftId)
        .orderBy('id_movimiento');
      return rows.map(toCashMove);
    }),
  reading: (id) =>
    guarded(() => one(knex('v_lecturas_turno').where('id_lectura', id), toReading, () => missing(id))),
  cashMove: (id) =>
    guarded(() => one(knex('v_movimientos_caja').where('id_movimiento', id), toCashMove, () => missing(id))),
  parkedAt: (tillId) =>
    guarded(async () => {
      const rows: Row[] = await knex('v_turnos_esperas').where('id_caja', tillId).orderBy('id_espera');
      return rows.map(toParkedHere);
    }),
  require: (by, needed) =>
    officeCall(
      knex,
      'sp_actualizar_ajuste',
      by,
      { clave: 'exige_turno', valor: needed ? '1' : '0' },
      (row) => row.valor === '1',
    ),
  required: () =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_ajustes').where('clave', 'exige_turno');
      return row?.valor === '1';
    }),
});
