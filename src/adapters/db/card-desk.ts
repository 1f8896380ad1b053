import type { Knex } from 'knex';
import type { CardDesk } from '../../app/ports/card-desk.ts';

export const databaseCardDesk = (_knex: Knex): CardDesk => ({});
