import type { Knex } from 'knex';
import type { Stock } from '../../app/ports/stock.ts';

export const databaseStock = (_knex: Knex): Stock => ({});
