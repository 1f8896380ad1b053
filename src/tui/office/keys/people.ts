import type { KeyEntry } from '../../key-entry.ts';

export const PEOPLE_KEYS: readonly KeyEntry[] = [
  { id: 'create', keys: ['f3', 'insert'], scope: 'office.users', footer: 1 },
  { id: 'edit', keys: ['f4'], scope: 'office.users', footer: 2 },
  { id: 'deactivate', keys: ['f6'], scope: 'office.users', footer: 3 },
  { id: 'unlockUser', keys: ['f8'], scope: 'office.users', footer: 4 },
  { id: 'resetPassword', keys: ['ctrl-r'], scope: 'office.users', footer: 5 },
  { id: 'ownSecret', keys: ['f2'], scope: 'office.users', footer: 6 },
];
