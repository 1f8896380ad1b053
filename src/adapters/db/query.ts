import type { Knex } from 'knex';
import { PosFailure } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { failureOf, refusalOf } from './errors.ts';
import type { Row } from './rows.ts';

/** Runs a query; what comes from outside is thrown as PosFailure. */
export const guarded = async <T>(query: () => PromiseLike<T>): Promise<T> => {
  try {
    return await query();
  } catch (error) {
    throw failureOf(error);
  }
};

export const rowsOf = async (query: PromiseLike<unknown>): Promise<readonly Row[]> =>
  (await query) as readonly Row[];

const placeholders = (args: readonly unknown[]): string => args.map(() => '?').join(', ');

/** First result set of a routine: one round trip. @param limitMs milliseconds to wait, where the usual limit is too short */
export const call = async (
  knex: Knex,
  routine: string,
  args: readonly Knex.RawBinding[],
  connection?: unknown,
  limitMs?: number,
): Promise<readonly Row[]> => {
  const query = knex.raw(`CALL ${routine}(${placeholders(args)})`, [...args]);
  if (limitMs !== undefined) query.options({ limitMs });
  const [sets] = await (connection === undefined ? query : query.connection(connection));
  return Array.isArray(sets) && Array.isArray(sets[0]) ? (sets[0] as Row[]) : [];
};

/** Calls a routine whose refusals are expected; the result is what `read` makes of its first row. */
export const refusable = async <T>(
  knex: Knex,
  routine: string,
  args: readonly Knex.RawBinding[],
  read: (row: Row) => T,
): Promise<Result<T>> => {
  try {
    const [row] = await call(knex, routine, args);
    if (!row) throw new Error(`${routine} answered nothing`);
    return ok(read(row));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return fail(refusal);
    throw failureOf(error);
  }
};

/** As {@link refusable}, where a port has no room for a refusal: it is thrown. */
export const called = async (
  knex: Knex,
  routine: string,
  args: readonly Knex.RawBinding[],
  connection?: unknown,
): Promise<readonly Row[]> => {
  try {
    return await call(knex, routine, args, connection);
  } catch (error) {
    const refusal = refusalOf(error);
    throw refusal ? new PosFailure(refusal, { cause: error }) : failureOf(error);
  }
};
