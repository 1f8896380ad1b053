import type { Knex } from 'knex';
import { COLLATION } from '../../../migrations/modes.ts';

/** `%`, `_` and `!` mean themselves in what a person types. */
const literal = (typed: string): string => `%${typed.replaceAll(/[!%_]/g, '!$&')}%`;

/** Any of the columns contains the text, whatever its case or accents. */
export const containing = (knex: Knex, columns: readonly string[], typed: string): Knex.Raw =>
  knex.raw(
    `(${columns.map(() => `?? COLLATE ${COLLATION} LIKE ? ESCAPE '!'`).join(' OR ')})`,
    columns.flatMap((column) => [column, literal(typed)]),
  );
