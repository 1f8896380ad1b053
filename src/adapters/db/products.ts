import type { Knex } from 'knex';
import type { Products } from '../../app/ports/products.ts';

export const databaseProducts = (_knex: Knex): Products => ({});
