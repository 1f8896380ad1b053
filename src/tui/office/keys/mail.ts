import type { KeyEntry } from '../../key-entry.ts';

export const MAIL_KEYS: readonly KeyEntry[] = [
  { id: 'filter', keys: ['f2'], scope: 'office.mail', footer: 2 },
  { id: 'retryMail', keys: ['f8'], scope: ['office.mail', 'office.mailOne'], footer: 3 },
  { id: 'retryMails', keys: ['ctrl-r'], scope: 'office.mail', footer: 4 },
  { id: 'notices', keys: ['f5'], scope: 'office.mail', footer: 5 },
];
