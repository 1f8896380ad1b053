import type { Knex } from 'knex';
import type { CardDesk, CardFileFilter } from '../../app/ports/card-desk.ts';
import type { CardFile } from '../../domain/card.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { containing } from './like.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { money, type Row } from './rows.ts';
import { toCandidate, toCardFile, toCardMove, toTopup } from './rows-cards.ts';

const DEFAULT_LIMIT = 500;

const one = (knex: Knex, column: string, value: string | number): Promise<Result<CardFile>> =>
  guarded(async () => {
    const [row]: Row[] = await knex('v_fichas_tarjeta').where(column, value);
    return row ? ok(toCardFile(row)) : fail(posError('TARJETA_INEXISTENTE', { numero: value }));
  });

const list = async (knex: Knex, { text = '', state, limit = DEFAULT_LIMIT }: CardFileFilter) => {
  const query = knex('v_fichas_tarjeta').orderBy('nro_tarjeta').limit(limit);
  if (state !== undefined) query.where('estado', state);
  for (const word of text.trim().split(/\s+/).filter(Boolean))
    query.where(containing(knex, ['nro_tarjeta', 'hijo', 'cliente', 'grado'], word));
  const rows: Row[] = await query;
  return rows.map(toCardFile);
};

/** The balance before a day is a sum of the ledger, so that opening, entries and closing always add up. */
const moves = async (knex: Knex, cardId: number, from: string, to: string) => {
  const ledger = () => knex('v_movimientos_tarjeta').where('id_tarjeta', cardId);
  const [[before], rows]: [Row[], Row[]] = await Promise.all([
    ledger()
      .where('fecha_movimiento', '<', from)
      .select(knex.raw('CAST(COALESCE(SUM(monto), 0) AS SIGNED) AS saldo')),
    ledger()
      .where('fecha_movimiento', '>=', from)
      .whereRaw('fecha_movimiento < ? + INTERVAL 1 DAY', [to])
      .orderBy(['fecha_movimiento', 'id_movimiento']),
  ]);
  return { opening: money(before?.saldo ?? 0), moves: rows.map(toCardMove) };
};

const topups = (knex: Knex): Pick<CardDesk, 'lastTopup' | 'topupById'> => ({
  lastTopup: (cardId) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_recargas')
        .where('id_tarjeta', cardId)
        .orderBy('id_recarga', 'desc')
        .limit(1);
      return row ? toTopup(row) : null;
    }),
  topupById: (id) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_recargas').where('id_recarga', id);
      return row ? ok(toTopup(row)) : fail(posError('RECARGA_INEXISTENTE', { recarga: id }));
    }),
});

/** Cards of the back office: changed by one call each, read through views. */
export const databaseCardDesk = (knex: Knex): CardDesk => ({
  find: (number) => one(knex, 'nro_tarjeta', number),
  byId: (id) => one(knex, 'id_tarjeta', id),
  list: (filter) => guarded(() => list(knex, filter)),
  candidates: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_estudiantes_activos').orderBy(['hijo', 'id_hijo']);
      return rows.map(toCandidate);
    }),
  issue: (by, card) =>
    officeCall(
      knex,
      'sp_crear_tarjeta',
      by,
      {
        id_hijo: card.studentId,
        nro_tarjeta: card.number,
        fecha_vencimiento: card.expiresOn,
        limite_diario: card.dailyLimit,
      },
      toCardFile,
    ),
  topup: (by, request) =>
    officeCall(
      knex,
      'sp_recargar_tarjeta',
      by,
      {
        uuid: request.uuid,
        id_tarjeta: request.cardId,
        id_caja: request.tillId,
        id_medio: request.methodId,
        monto: request.amount,
        monto_entregado: request.handed,
        referencia: request.reference,
      },
      toTopup,
    ),
  block: (by, cardId, reason) =>
    officeCall(knex, 'sp_bloquear_tarjeta', by, { id_tarjeta: cardId, motivo: reason }, toCardFile),
  unblock: (by, cardId, reason) =>
    officeCall(knex, 'sp_desbloquear_tarjeta', by, { id_tarjeta: cardId, motivo: reason }, toCardFile),
  replace: (by, cardId, newNumber, reason) =>
    officeCall(
      knex,
      'sp_reemplazar_tarjeta',
      by,
      { id_tarjeta: cardId, nro_tarjeta: newNumber, motivo: reason },
      toCardFile,
    ),
  setTerms: (by, { cardId, dailyLimit, expiresOn }) =>
    officeCall(
      knex,
      'sp_actualizar_tarjeta',
      by,
      { id_tarjeta: cardId, limite_diario: dailyLimit, fecha_vencimiento: expiresOn },
      toCardFile,
    ),
  adjust: (by, { uuid, cardId, amount, reason }) =>
    officeCall(
      knex,
      'sp_actualizar_saldo',
      by,
      { uuid, id_tarjeta: cardId, monto: amount, motivo: reason },
      toCardFile,
    ),
  ...topups(knex),
  moves: (cardId, from, to) => guarded(() => moves(knex, cardId, from, to)),
  lastMoves: (cardId, count) =>
    guarded(async () => {
      const rows: Row[] = await knex('v_movimientos_tarjeta')
        .where('id_tarjeta', cardId)
        .orderBy('id_movimiento', 'desc')
        .limit(count);
      return rows.map(toCardMove);
    }),
});
