import type { KeyEntry } from '../../key-entry.ts';

export const AUDIT_KEYS: readonly KeyEntry[] = [
  { id: 'filter', keys: ['f2'], scope: 'office.audit', footer: 2 },
];
