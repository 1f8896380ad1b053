import type { KeyEntry } from '../../key-entry.ts';

export const PRODUCT_KEYS: readonly KeyEntry[] = [
  {
    id: 'create',
    keys: ['f3', 'insert'],
    scope: ['office.products', 'office.categories', 'office.allergens'],
    footer: 2,
  },
  {
    id: 'edit',
    keys: ['f4'],
    scope: ['office.products', 'office.categories', 'office.allergens'],
    footer: 3,
  },
  { id: 'deactivate', keys: ['f6'], scope: ['office.products', 'office.categories'], footer: 4 },
  { id: 'remove', keys: ['f6', 'delete'], scope: 'office.allergens', footer: 4 },
  { id: 'movements', keys: ['f8'], scope: 'office.products', footer: 5 },
  { id: 'prices', keys: ['f9'], scope: ['office.products', 'office.product'], footer: 6 },
  { id: 'inactive', keys: ['f2'], scope: 'office.products', footer: 7 },
];
