import type { Messages } from '../es.ts';
import { audit } from './office/audit.ts';
import { cards } from './office/cards.ts';
import { dashboard } from './office/dashboard.ts';
import { families } from './office/families.ts';
import { imports } from './office/imports.ts';
import { invoices } from './office/invoices.ts';
import { mail } from './office/mail.ts';
import { menu } from './office/menu.ts';
import { methods } from './office/methods.ts';
import { people } from './office/people.ts';
import { products } from './office/products.ts';
import { reports } from './office/reports.ts';
import { returns } from './office/returns.ts';
import { shifts } from './office/shifts.ts';
import { stock } from './office/stock.ts';

/** The back office. Each noun's words are in a file of its own. */
export const office = {
  /** Of each page, also its heading in the help. */
  titles: {
    menu: 'Back office',
    invoices: 'Invoices',
    invoice: 'Invoice',
    invoiceCancel: 'Cancel invoice',
    mail: 'Mail',
    mailOne: 'Message',
    notices: 'Notices by mail',
    notice: 'Notice',
    methods: 'Payment methods',
    method: 'Payment method',
    dashboard: 'Dashboard',
    products: 'Products',
    product: 'Product',
    productHistory: 'Price history',
    categories: 'Categories',
    category: 'Category',
    allergens: 'Allergens',
    allergen: 'Allergen',
    stock: 'Stock',
    stockMovements: 'Stock movements',
    stockReceive: 'Goods received',
    stockAdjust: 'Stock adjustment',
    stockWaste: 'Waste',
    stockCounts: 'Counts',
    stockCount: 'Count',
    families: 'Families',
    family: 'Family',
    client: 'Responsible adult',
    student: 'Student',
    restriction: 'Restriction',
    photo: 'Photo',
    serve: 'Sell without a card',
    cards: 'Cards',
    card: 'Card',
    cardIssue: 'Issue a card',
    cardTopup: 'Top-up',
    cardReplace: 'Replace a card',
    cardLimit: 'Limit and last day',
    cardState: 'Block or unblock a card',
    cardAdjust: 'Adjust the balance',
    cardStatement: 'Card statement',
    shift: 'Shift',
    shiftOpen: 'Open the shift',
    shiftCash: 'Cash in or out',
    shiftClose: 'Z closing',
    shiftReading: 'X reading',
    shifts: 'Shifts',
    saleReturn: 'Return',
    parked: 'Parked sales',
    users: 'Users',
    user: 'User',
    userSecret: 'Password and PIN',
    permissions: 'Permissions',
    limits: 'Limits by role',
    reports: 'Reports',
    report: 'Report',
    reportDates: 'Dates of the report',
    reportFile: 'Export the report',
    reportMail: 'Mail the report',
    audit: 'Audit',
    auditEntry: 'Audit entry',
    imports: 'Import and export',
    importFile: 'Import a file',
    importPlan: 'Preview',
  },
  audit,
  cards,
  dashboard,
  families,
  invoices,
  imports,
  mail,
  menu,
  methods,
  people,
  products,
  reports,
  returns,
  shifts,
  stock,
} satisfies Messages['office'];
