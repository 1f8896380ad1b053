import type { Knex } from 'knex';
import type { Returns } from '../../app/ports/returns.ts';

export const databaseReturns = (_knex: Knex): Returns => ({});
