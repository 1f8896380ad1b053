import type { KeyEntry } from '../../key-entry.ts';

export const RETURN_KEYS: readonly KeyEntry[] = [
  { id: 'filter', keys: ['f2'], scope: 'office.parked', footer: 4 },
  { id: 'discard', keys: ['f6'], scope: 'office.parked', footer: 3 },
];
