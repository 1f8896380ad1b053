import type { Knex } from 'knex';
import type { Paper, Spool } from '../../app/ports.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import { officeCall } from './office-call.ts';
import { called, guarded, refusable } from './query.ts';
import { type Row, toPrintJob } from './rows.ts';

const DEFAULT_LIMIT = 200;
/** Not yet on paper, as far as anybody knows. */
const OPEN_STATES = ['pendiente', 'enviando', 'incierto'];
const PAPERS: Readonly<Record<Paper['kind'], string>> = {
  sale: 'venta',
  topup: 'recarga',
  return: 'devolucion',
  invoice: 'factura',
};

/** The print queue as people see it: newest first; open jobs in the order in which they will print. */
export const databaseSpool = (knex: Knex): Spool => ({
  list: ({ tillId, open, saleId, limit = DEFAULT_LIMIT }) =>
    guarded(async () => {
      const query = knex('v_trabajos_impresion')
        .orderBy('id_trabajo', open === true ? 'asc' : 'desc')
        .limit(limit);
      if (tillId !== undefined) query.where('id_caja', tillId);
      if (saleId !== undefined) query.where('id_venta', saleId);
      if (open !== undefined) query[open ? 'whereIn' : 'whereNotIn']('estado', OPEN_STATES);
      const rows: Row[] = await query;
      return rows.map(toPrintJob);
    }),
  find: (id) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_trabajos_impresion').where('id_trabajo', id);
      return row ? ok(toPrintJob(row)) : fail(posError('TRABAJO_INEXISTENTE', { trabajo: id }));
    }),
  reprint: (by, { kind, id }, tillId) =>
    officeCall(knex, 'sp_reimprimir_papel', by, { papel: PAPERS[kind], id, id_caja: tillId }, toPrintJob),
  test: async (tillId, userId) => {
    const [row] = await called(knex, 'sp_imprimir_prueba', [tillId, userId]);
    if (!row) throw new Error('sp_imprimir_prueba answered nothing');
    return toPrintJob(row);
  },
  retry: (id, userId) => refusable(knex, 'sp_decidir_trabajo', [id, userId, 'imprimir'], toPrintJob),
  settle: (id, userId) => refusable(knex, 'sp_decidir_trabajo', [id, userId, 'dejar'], toPrintJob),
});
