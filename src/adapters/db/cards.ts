import type { Knex } from 'knex';
import type { Cards } from '../../app/ports.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import type { CardHolder, Restriction } from '../../domain/student.ts';
import { containing } from './like.ts';
import { guarded } from './query.ts';
import { type Row, toCardHolder, toRestriction } from './rows.ts';

const DEFAULT_LIMIT = 500;
/** Milliseconds that somebody who scanned a card waits for it. */
const CARD_MS = 5_000;

/** Active restrictions of students, by student: two statements for any number of cards. */
const restrictionsOf = async (
  knex: Knex,
  students: readonly number[],
): Promise<ReadonlyMap<number, readonly Restriction[]>> => {
  const [rows, links] = await Promise.all([
    knex('v_restricciones')
      .whereIn('id_hijo', [...students])
      .orderBy('id_restriccion') as Promise<Row[]>,
    knex('v_restricciones_alergenos')
      .whereIn('id_hijo', [...students])
      .orderBy('id_alergeno') as Promise<Row[]>,
  ]);
  const found = new Map<number, Restriction[]>();
  for (const row of rows) {
    const allergens = links
      .filter((link) => link.id_restriccion === row.id_restriccion)
      .map((link) => Number(link.id_alergeno));
    const student = Number(row.id_hijo);
    found.set(student, [...(found.get(student) ?? []), toRestriction(row, allergens)]);
  }
  return found;
};

const holders = async (knex: Knex, rows: readonly Row[]): Promise<readonly CardHolder[]> => {
  if (rows.length === 0) return [];
  const restrictions = await restrictionsOf(knex, [...new Set(rows.map((row) => Number(row.id_hijo)))]);
  return rows.map((row) => toCardHolder(row, restrictions.get(Number(row.id_hijo)) ?? []));
};

/** Cards with their students, clients and restrictions. */
export const databaseCards = (knex: Knex): Cards => ({
  find: (number) =>
    guarded(async () => {
      const rows: Row[] = await knex('v_tarjetas').where('nro_tarjeta', number).options({ limitMs: CARD_MS });
      const [holder] = await holders(knex, rows);
      return holder ? ok(holder) : fail(posError('TARJETA_INEXISTENTE', { numero: number }));
    }),
  list: ({ text = '', limit = DEFAULT_LIMIT }) =>
    guarded(async () => {
      const query = knex('v_tarjetas').orderBy('nro_tarjeta').limit(limit);
      if (text.trim())
        query.where(containing(knex, ['nro_tarjeta', 'hijo', 'cliente', 'grado'], text.trim()));
      return holders(knex, await query);
    }),
});
