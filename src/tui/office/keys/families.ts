import type { KeyEntry } from '../../key-entry.ts';

export const FAMILY_KEYS: readonly KeyEntry[] = [
  { id: 'create', keys: ['f3', 'insert'], scope: 'office.families', footer: 2 },
  { id: 'edit', keys: ['f4'], scope: 'office.families', footer: 3 },
  { id: 'filter', keys: ['f2'], scope: 'office.families', footer: 4 },

  { id: 'sellTo', keys: ['ctrl-n', 'f12'], scope: ['office.family', 'office.card'], footer: 1 },
  { id: 'create', keys: ['f3', 'insert'], scope: 'office.family', footer: 2 },
  { id: 'edit', keys: ['f4'], scope: 'office.family', footer: 3 },
  { id: 'addRestriction', keys: ['f9'], scope: 'office.family', footer: 4 },
  { id: 'issueCard', keys: ['f8'], scope: 'office.family', footer: 5 },
  { id: 'topupCard', keys: ['f5'], scope: 'office.family', footer: 6 },
  { id: 'photo', keys: ['f2'], scope: 'office.family', footer: 7 },
  { id: 'deactivate', keys: ['f6'], scope: 'office.family', footer: 8 },
  { id: 'editClient', keys: ['ctrl-e'], scope: 'office.family', footer: 9 },
  { id: 'switchClient', keys: ['ctrl-d'], scope: 'office.family', footer: 10 },

  {
    id: 'deactivate',
    keys: ['f6'],
    scope: ['office.student', 'office.restriction', 'office.photo'],
    footer: 3,
  },
  { id: 'photo', keys: ['f2'], scope: 'office.student', footer: 4 },
];
