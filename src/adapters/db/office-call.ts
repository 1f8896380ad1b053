import type { Knex } from 'knex';
import type { ActedBy } from '../../app/ports.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { failureOf, isConflict, refusalOf } from './errors.ts';
import { call } from './query.ts';
import type { Row } from './rows.ts';

/** Times that a document is sent again after a deadlock, with growing, uneven pauses in milliseconds. */
const RETRIES = 8;
const pauseBefore = (attempt: number): number => Math.random() * 5 * 2 ** attempt;

/**
 * Calls a routine that takes one JSON document and is whole or not at all, again after a deadlock with the same bytes.
 * @returns its first result set; a refusal of the routine as a value
 */
export const callDocument = async <T>(
  knex: Knex,
  routine: string,
  json: string,
  read: (rows: readonly Row[]) => T,
  limitMs?: number,
): Promise<Result<T>> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return ok(read(await call(knex, routine, [json], undefined, limitMs)));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return fail(refusal);
      if (!isConflict(error)) throw failureOf(error);
      if (attempt === RETRIES) return fail(posError('CONFLICTO'));
      await new Promise((resolve) => setTimeout(resolve, pauseBefore(attempt)));
    }
  }
};

/** As {@link callDocument}, for the routines that begin with `sp_actor`: the session proves who acts. */
export const officeCall = <T>(
  knex: Knex,
  routine: string,
  { actor, grant }: ActedBy,
  body: Readonly<Record<string, unknown>>,
  read: (row: Row, rows: readonly Row[]) => T,
): Promise<Result<T>> =>
  callDocument(
    knex,
    routine,
    JSON.stringify({ ...body, sesion: actor.session, id_aprobacion: grant }),
    (rows) => {
      const [row] = rows;
      if (!row) throw new Error(`${routine} answered nothing`);
      return read(row, rows);
    },
  );
