import type { KeyEntry } from '../../key-entry.ts';

export const METHOD_KEYS: readonly KeyEntry[] = [
  { id: 'create', keys: ['f3', 'insert'], scope: 'office.methods', footer: 1 },
  { id: 'edit', keys: ['f4'], scope: 'office.methods', footer: 2 },
  { id: 'deactivate', keys: ['f6'], scope: 'office.methods', footer: 3 },
];
