import type { KeyEntry } from '../../key-entry.ts';

export const INVOICE_KEYS: readonly KeyEntry[] = [
  { id: 'filter', keys: ['f2'], scope: 'office.invoices', footer: 2 },
  { id: 'reprint', keys: ['f5'], scope: 'office.invoice', footer: 1 },
  { id: 'cancelInvoice', keys: ['f6'], scope: 'office.invoice', footer: 2 },
  { id: 'creditInvoice', keys: ['f3'], scope: 'office.invoice', footer: 2 },
  { id: 'resendInvoice', keys: ['f8'], scope: 'office.invoice', footer: 3 },
];
