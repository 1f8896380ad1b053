import type { KeyEntry } from '../../key-entry.ts';
import { AUDIT_KEYS } from './audit.ts';
import { CARD_KEYS } from './cards.ts';
import { DASHBOARD_KEYS } from './dashboard.ts';
import { FAMILY_KEYS } from './families.ts';
import { IMPORT_KEYS } from './imports.ts';
import { INVOICE_KEYS } from './invoices.ts';
import { MAIL_KEYS } from './mail.ts';
import { MENU_KEYS } from './menu.ts';
import { METHOD_KEYS } from './methods.ts';
import { PEOPLE_KEYS } from './people.ts';
import { PRODUCT_KEYS } from './products.ts';
import { REPORT_KEYS } from './reports.ts';
import { RETURN_KEYS } from './returns.ts';
import { SHIFT_KEYS } from './shifts.ts';
import { STOCK_KEYS } from './stock.ts';

/** The keys of each page, part of the one table of keys. */
export const OFFICE_KEYS: readonly KeyEntry[] = [
  ...AUDIT_KEYS,
  ...CARD_KEYS,
  ...DASHBOARD_KEYS,
  ...FAMILY_KEYS,
  ...IMPORT_KEYS,
  ...INVOICE_KEYS,
  ...MAIL_KEYS,
  ...MENU_KEYS,
  ...METHOD_KEYS,
  ...PEOPLE_KEYS,
  ...PRODUCT_KEYS,
  ...REPORT_KEYS,
  ...RETURN_KEYS,
  ...SHIFT_KEYS,
  ...STOCK_KEYS,
];
