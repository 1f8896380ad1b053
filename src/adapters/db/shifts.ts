import type { Knex } from 'knex';
import type { Shifts } from '../../app/ports/shifts.ts';

export const databaseShifts = (_knex: Knex): Shifts => ({});
