import type { KeyEntry } from '../../key-entry.ts';

export const STOCK_KEYS: readonly KeyEntry[] = [
  { id: 'lowStock', keys: ['f2'], scope: 'office.stock', footer: 7 },
  { id: 'receive', keys: ['f3', 'insert'], scope: 'office.stock', footer: 2 },
  { id: 'adjust', keys: ['f4'], scope: ['office.stock', 'office.stockMovements'], footer: 3 },
  { id: 'waste', keys: ['f6'], scope: ['office.stock', 'office.stockMovements'], footer: 4 },
  { id: 'counts', keys: ['f8'], scope: 'office.stock', footer: 5 },
  { id: 'countStock', keys: ['f3', 'insert'], scope: 'office.stockCounts', footer: 2 },
  { id: 'receive', keys: ['f8'], scope: 'office.stockCounts', footer: 3 },
  { id: 'edit', keys: ['f4'], scope: ['office.stockCount', 'office.stockReceive'], footer: 2 },
  { id: 'remove', keys: ['delete'], scope: ['office.stockCount', 'office.stockReceive'], footer: 3 },
  { id: 'applyStock', keys: ['f8'], scope: ['office.stockCount', 'office.stockReceive'], footer: 4 },
  { id: 'discard', keys: ['f6'], scope: ['office.stockCount', 'office.stockReceive'], footer: 5 },
];
