import type { Knex } from 'knex';
import type { Services } from '../../app/services.ts';
import { databaseCards } from './cards.ts';
import { databaseCatalogue } from './catalogue.ts';
import { databaseSales } from './sales.ts';
import { databaseSpool } from './spool.ts';
import { databaseStores } from './stores.ts';
import { databaseUsers } from './users.ts';

export { spoolWorker } from './spool-worker.ts';

export type DatabaseServices = Pick<Services, 'stores' | 'catalogue' | 'cards' | 'sales' | 'users' | 'spool'>;

/** The ports that the database implements, over the till's account. */
export const databaseServices = (knex: Knex): DatabaseServices => ({
  stores: databaseStores(knex),
  catalogue: databaseCatalogue(knex),
  cards: databaseCards(knex),
  sales: databaseSales(knex),
  users: databaseUsers(knex),
  spool: databaseSpool(knex),
});
