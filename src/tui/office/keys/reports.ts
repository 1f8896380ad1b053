import type { KeyEntry } from '../../key-entry.ts';

export const REPORT_KEYS: readonly KeyEntry[] = [
  { id: 'dates', keys: ['f2'], scope: ['office.reports', 'office.report'], footer: 1 },
  { id: 'left', keys: ['left'], scope: 'office.report', footer: 2 },
  { id: 'right', keys: ['right'], scope: 'office.report', footer: 3 },
  { id: 'print', keys: ['f5'], scope: 'office.report', footer: 4 },
  { id: 'mailReport', keys: ['f6'], scope: 'office.report', footer: 5 },
  { id: 'exportTable', keys: ['f8'], scope: 'office.report', footer: 6 },
];
