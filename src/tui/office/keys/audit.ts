import type { KeyEntry } from '../../keymap.ts';

export const AUDIT_KEYS: readonly KeyEntry[] = [
  { id: 'filter', keys: ['f2'], scope: 'office.audit', footer: 2 },
];
