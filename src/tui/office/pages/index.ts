import { auditPages } from './audit.ts';
import { cardPages } from './cards.ts';
import { dashboardPages } from './dashboard.ts';
import { familyPages } from './families.ts';
import { importPages } from './imports.ts';
import { invoicePages } from './invoice.ts';
import { invoicesPage } from './invoices.ts';
import { mailPages } from './mail.ts';
import { menuPages } from './menu.ts';
import { methodPages } from './methods.ts';
import { noticePages } from './notices.ts';
import type { PageSet } from './page-set.ts';
import { peoplePages } from './people.ts';
import { productPages } from './products.ts';
import { reportPages } from './reports.ts';
import { returnPages } from './returns.ts';
import { servePages } from './serve.ts';
import { shiftPages } from './shifts.ts';
import { stockPages } from './stock.ts';

/** Every page of the back office. */
export const PAGES: PageSet = {
  ...auditPages,
  ...cardPages,
  ...dashboardPages,
  ...familyPages,
  ...importPages,
  ...invoicePages,
  invoices: invoicesPage,
  ...mailPages,
  ...menuPages,
  ...methodPages,
  ...noticePages,
  ...peoplePages,
  ...productPages,
  ...reportPages,
  ...returnPages,
  ...servePages,
  ...shiftPages,
  ...stockPages,
};
