import type { Knex } from 'knex';
import type { People } from '../../app/ports/people.ts';

export const databasePeople = (_knex: Knex): People => ({});
