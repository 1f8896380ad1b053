import type { Knex } from 'knex';
import type { ReturnRequest, Returns, VoidRequest } from '../../app/ports/returns.ts';
import type { ActedBy } from '../../app/ports.ts';
import { type PosError, posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { StoredReturn } from '../../domain/returns.ts';
import { withParams } from './errors.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { type Row, text } from './rows.ts';
import { toRefund, toReturnHead, toReturnLine } from './rows-returns.ts';

/** Heads with their lines and refunds. */
const whole = async (knex: Knex, heads: readonly Row[]): Promise<readonly StoredReturn[]> => {
  const ids = heads.map((row) => Number(row.id_devolucion));
  if (ids.length === 0) return [];
  const parts = (view: string): Promise<Row[]> =>
    Promise.resolve(knex(view).whereIn('id_devolucion', ids).orderBy(['id_devolucion', 'linea']));
  const [lines, refunds] = await Promise.all([parts('v_detalles_devolucion'), parts('v_pagos_devolucion')]);
  const of = (rows: readonly Row[], head: Row): Row[] =>
    rows.filter((row) => Number(row.id_devolucion) === Number(head.id_devolucion));
  return heads.map((head) => ({
    ...toReturnHead(head),
    lines: of(lines, head).map(toReturnLine),
    refunds: of(refunds, head).map(toRefund),
  }));
};

/** The refusal with the product's name: the routine speaks in ids. */
const named = async (knex: Knex, error: PosError): Promise<PosError> => {
  const { id_producto: id } = error.params;
  if (id === undefined) return error;
  const rows: Row[] = await knex('v_productos').where('id_producto', Number(id)).select('nombre');
  return withParams(error, { producto: rows[0] ? text(rows[0].nombre) : id });
};

const act = async (
  knex: Knex,
  routine: string,
  by: ActedBy,
  request: VoidRequest | ReturnRequest,
): Promise<Result<StoredReturn>> => {
  const body = {
    uuid: request.uuid,
    id_venta: request.saleId,
    id_caja: request.tillId,
    motivo: request.reason,
    efectivo: request.cardToCash,
    ...('lines' in request
      ? {
          lineas: request.lines.map(({ line, quantity, destination }) => ({
            linea: line,
            cantidad: quantity,
            destino: destination,
          })),
        }
      : {}),
  };
  const done = await officeCall(knex, routine, by, body, (row) => row);
  if (!done.ok) return fail(await guarded(() => named(knex, done.error)));
  const [stored] = await guarded(() => whole(knex, [done.value]));
  if (!stored) throw new Error(`${routine} answered nothing`);
  return ok(stored);
};

const list = (knex: Knex, column: string, id: number): Promise<readonly StoredReturn[]> =>
  guarded(async () => whole(knex, await knex('v_devoluciones').where(column, id).orderBy('id_devolucion')));

/** A card takes its money back unless it was replaced: then the student's present one does. */
const cardFor = async (knex: Knex, number: string): Promise<string | null> => {
  const [card]: Row[] = await knex('v_tarjetas').where('nro_tarjeta', number);
  if (!card) return null;
  if (card.estado !== 'Reemplazada') return number;
  const [present]: Row[] = await knex('v_tarjetas')
    .where('id_hijo', Number(card.id_hijo))
    .whereNot('estado', 'Reemplazada')
    .orderByRaw("estado = 'Activa' DESC, id_tarjeta DESC")
    .limit(1);
  return present ? text(present.nro_tarjeta) : null;
};

export const databaseReturns = (knex: Knex): Returns => ({
  void: (by, request) => act(knex, 'sp_anular_venta', by, request),
  give: (by, request) => act(knex, 'sp_devolver_venta', by, request),
  show: async (id) => {
    const [stored] = await list(knex, 'id_devolucion', id);
    return stored ? ok(stored) : fail(posError('VENTA_INEXISTENTE', { venta: id }));
  },
  ofSale: (saleId) => list(knex, 'id_venta', saleId),
  cardFor: (number) => guarded(() => cardFor(knex, number)),
});
