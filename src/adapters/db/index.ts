import type { Knex } from 'knex';
import type { Services } from '../../app/services.ts';
import { databaseAudit } from './audit.ts';
import { databaseCardDesk } from './card-desk.ts';
import { databaseCards } from './cards.ts';
import { databaseCatalogue } from './catalogue.ts';
import { databaseDashboards } from './dashboards.ts';
import { databaseFamilies } from './families.ts';
import { databaseImports } from './imports.ts';
import { databaseIntegrations } from './integrations.ts';
import { databaseInvoices } from './invoices.ts';
import { databaseMailQueue } from './mail-queue.ts';
import { databaseMethods } from './methods.ts';
import { databaseParkedSales } from './parked.ts';
import { databasePeople } from './people.ts';
import { databasePhotos } from './photos.ts';
import { databaseProducts } from './products.ts';
import { databaseReports } from './reports.ts';
import { databaseReturns } from './returns.ts';
import { databaseSales } from './sales.ts';
import { databaseShifts } from './shifts.ts';
import { databaseSpool } from './spool.ts';
import { databaseStock } from './stock.ts';
import { databaseStoreSettings } from './store-settings.ts';
import { databaseStores } from './stores.ts';
import { databaseTills } from './tills.ts';
import { databaseUsers } from './users.ts';
import { databaseOutbox, databaseWebhooks } from './webhooks.ts';

export { spoolWorker } from './spool-worker.ts';

export type DatabaseServices = Omit<
  Services,
  'pictures' | 'invoiceMaker' | 'hasher' | 'clock' | 'ids' | 'pause'
>;

/**
 * The ports that the database implements, over the till's account.
 * @param reader what reports are read over; absent: the till's account, too
 */
export const databaseServices = (
  knex: Knex,
  reader: () => Promise<Knex> = async () => knex,
): DatabaseServices => ({
  stores: databaseStores(knex),
  catalogue: databaseCatalogue(knex),
  cards: databaseCards(knex),
  sales: databaseSales(knex),
  users: databaseUsers(knex),
  spool: databaseSpool(knex),
  products: databaseProducts(knex),
  families: databaseFamilies(knex),
  photos: databasePhotos(knex),
  cardDesk: databaseCardDesk(knex),
  shifts: databaseShifts(knex),
  returns: databaseReturns(knex),
  parkedSales: databaseParkedSales(knex),
  stock: databaseStock(knex),
  audit: databaseAudit(knex),
  dashboards: databaseDashboards(knex),
  people: databasePeople(knex),
  reports: databaseReports(knex, reader),
  imports: databaseImports(knex),
  mail: databaseMailQueue(knex),
  invoices: databaseInvoices(knex),
  storeSettings: databaseStoreSettings(knex),
  tills: databaseTills(knex),
  methods: databaseMethods(knex),
  integrations: databaseIntegrations(knex),
  webhooks: databaseWebhooks(knex),
  outbox: databaseOutbox(knex),
});
