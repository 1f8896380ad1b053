import type { Knex } from 'knex';
import type { Dashboards } from '../../app/ports/dashboards.ts';

export const databaseDashboards = (_knex: Knex): Dashboards => ({});
