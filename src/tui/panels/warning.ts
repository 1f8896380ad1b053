import { may } from '../../domain/permissions.ts';
import type { Conflict } from '../../domain/restrictions.ts';
import { keyOf } from '../key-labels.ts';
import type { Look, Style } from '../look.ts';
import { openConflicts, userOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { wrap } from '../text.ts';

/** The red warning: product, allergens, restriction, severity, and the keys that answer it. */
export const warningRows = (state: State, look: Look, columns: number): string[] => {
  const conflicts = openConflicts(state);
  const conflict = conflicts[0];
  const user = userOf(state);
  if (!conflict || !user) return [];
  const words = look.words.screen.warning;
  const { row } = look;
  const fact = (label: string, value: string, style: Style = 'strong'): string[] =>
    wrap(value, columns - 15).map((text, at) =>
      row(columns, [
        [` ${(at === 0 ? label : '').padEnd(12)} `, 'dim'],
        [text, style],
      ]),
    );
  const blocks = conflict.restriction.blocks;
  const count = conflicts.length > 1 ? words.count(1, conflicts.length) : '';
  const answer = blocks
    ? may(user.role, 'restriction.approve')
      ? words.approveSelf
      : words.approve
    : words.confirm;
  const severity = `${look.words.screen.severities[conflict.restriction.severity]}${blocks ? `. ${words.blocks}` : ''}`;
  return [
    look.paint(row(columns, [[` ${look.alert} ${words.title}`]], [[`${count} `]]), 'alarm'),
    ...fact(words.product, conflict.productName),
    ...fact(words.allergens, allergenNames(state, conflict), 'danger'),
    ...fact(words.restriction, conflict.restriction.kind),
    ...fact(words.severity, severity, 'danger'),
    row(columns, [['']]),
    row(columns, [[` ${answer(keyOf('confirmRestriction', 'warning', look.words))}`, 'strong']]),
    row(columns, [[` ${words.remove(keyOf('remove', 'warning', look.words))}`, 'strong']]),
    row(columns, [['']]),
    ...[conflict.restriction.description, words.told].flatMap((sentence) =>
      wrap(sentence, columns - 2).map((text) => row(columns, [[` ${text}`, 'dim']])),
    ),
  ];
};

const allergenNames = (state: State, conflict: Conflict): string =>
  (state.world.shop?.allergens ?? [])
    .filter((allergen) => conflict.allergens.includes(allergen.id))
    .map((allergen) => allergen.name)
    .join(', ');
