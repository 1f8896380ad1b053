import type { Knex } from 'knex';
import type { Families } from '../../app/ports/families.ts';

export const databaseFamilies = (_knex: Knex): Families => ({});
