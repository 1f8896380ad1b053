import { usableCard } from '../../../domain/student.ts';
import type { KeyEntry } from '../../key-entry.ts';

export const CARD_KEYS: readonly KeyEntry[] = [
  {
    id: 'topupCard',
    keys: ['ctrl-t'],
    scope: 'sale',
    footer: 13,
    disabledReason: (s) => (usableCard(s.desk.holder) ? null : 'noCard'),
  },
  { id: 'topupCard', keys: ['f8'], scope: ['office.cards', 'office.card'], footer: 1 },
  { id: 'create', keys: ['f3', 'insert'], scope: 'office.cards', footer: 2 },
  { id: 'filter', keys: ['f2'], scope: 'office.cards', footer: 4 },
  { id: 'blockCard', keys: ['f6'], scope: ['office.cards', 'office.card'], footer: 3 },
  { id: 'statement', keys: ['f2'], scope: 'office.card', footer: 2 },
  { id: 'edit', keys: ['f4'], scope: 'office.card', footer: 4 },
  { id: 'replaceCard', keys: ['f9'], scope: 'office.card', footer: 5 },
  { id: 'print', keys: ['f5'], scope: 'office.card', footer: 7 },
  { id: 'adjust', keys: ['f3'], scope: 'office.card', footer: 6 },
  { id: 'earlier', keys: ['f8', 'left'], scope: 'office.cardStatement', footer: 1 },
  { id: 'later', keys: ['f9', 'right'], scope: 'office.cardStatement', footer: 2 },
];
