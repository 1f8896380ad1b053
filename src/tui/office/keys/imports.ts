import type { KeyEntry } from '../../key-entry.ts';

export const IMPORT_KEYS: readonly KeyEntry[] = [
  { id: 'exportTable', keys: ['f8'], scope: 'office.imports', footer: 2 },
  { id: 'importTable', keys: ['f8'], scope: 'office.importPlan', footer: 2 },
];
