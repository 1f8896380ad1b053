import type { Knex } from 'knex';
import type { ParkedSales } from '../../app/ports/parked.ts';

export const databaseParkedSales = (_knex: Knex): ParkedSales => ({});
