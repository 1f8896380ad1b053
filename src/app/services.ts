import type { Result } from '../domain/result.ts';
import type { Audit } from './ports/audit.ts';
import type { CardDesk } from './ports/card-desk.ts';
import type { Dashboards } from './ports/dashboards.ts';
import type { Families } from './ports/families.ts';
import type { Imports } from './ports/imports.ts';
import type { Integrations } from './ports/integrations.ts';
import type { InvoiceMaker } from './ports/invoice-maker.ts';
import type { Invoices } from './ports/invoices.ts';
import type { MailQueue } from './ports/mail.ts';
import type { ParkedSales } from './ports/parked.ts';
import type { People } from './ports/people.ts';
import type { Photos, Pictures } from './ports/photos.ts';
import type { Products } from './ports/products.ts';
import type { Reports } from './ports/reports.ts';
import type { Returns } from './ports/returns.ts';
import type { Shifts } from './ports/shifts.ts';
import type { Stock } from './ports/stock.ts';
import type { StoreSettings } from './ports/store-settings.ts';
import type { Tills } from './ports/tills.ts';
import type { Outbox, Webhooks } from './ports/webhooks.ts';
import type { Cards, Catalogue, Clock, Ids, PasswordHasher, Sales, Spool, Stores, Users } from './ports.ts';

/** Everything that the use cases need, built in one place (cli/compose.ts) and handed to the screen and the commands. */
export interface Services {
  readonly stores: Stores;
  readonly catalogue: Catalogue;
  readonly cards: Cards;
  readonly sales: Sales;
  readonly users: Users;
  readonly spool: Spool;
  readonly products: Products;
  readonly families: Families;
  readonly photos: Photos;
  readonly pictures: Pictures;
  readonly cardDesk: CardDesk;
  readonly shifts: Shifts;
  readonly returns: Returns;
  readonly parkedSales: ParkedSales;
  readonly stock: Stock;
  readonly audit: Audit;
  readonly dashboards: Dashboards;
  readonly people: People;
  readonly reports: Reports;
  readonly imports: Imports;
  readonly mail: MailQueue;
  readonly invoices: Invoices;
  /** The certificate opened and ready to sign, kept once it was; a refusal says what is missing. */
  readonly invoiceMaker: () => Promise<Result<InvoiceMaker>>;
  readonly storeSettings: StoreSettings;
  readonly tills: Tills;
  readonly integrations: Integrations;
  readonly webhooks: Webhooks;
  readonly outbox: Outbox;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly pause: (milliseconds: number) => Promise<void>;
}
