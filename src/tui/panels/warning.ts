import { may } from '../../domain/permissions.ts';
import type { Conflict } from '../../domain/restrictions.ts';
import { keyLabel } from '../key-labels.ts';
import { type CommandId, KEYS, scopesOf } from '../keymap.ts';
import type { Look, Style } from '../look.ts';
import { openConflicts, type Scope, userOf } from '../selectors.ts';
import type { Approval, State } from '../state.ts';
import { wrap } from '../text.ts';
import { fieldRow } from './fields.ts';

/** The key of a command in a scope, as written on the keyboard. */
export const keyOf = (id: CommandId, scope: Scope, look: Look): string => {
  const entry = KEYS.find((one) => one.id === id && scopesOf(one).includes(scope));
  return keyLabel(entry?.keys[0] ?? '', look.words);
};

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
  const severity = `${conflict.restriction.severity}${blocks ? `. ${words.blocks}` : ''}`;
  return [
    look.paint(row(columns, [[` ${look.alert} ${words.title}`]], [[`${count} `]]), 'alarm'),
    ...fact(words.product, conflict.productName),
    ...fact(words.allergens, allergenNames(state, conflict), 'danger'),
    ...fact(words.restriction, conflict.restriction.kind),
    ...fact(words.severity, severity, 'danger'),
    row(columns, [['']]),
    row(columns, [[` ${answer(keyOf('confirmRestriction', 'warning', look))}`, 'strong']]),
    row(columns, [[` ${words.remove(keyOf('remove', 'warning', look))}`, 'strong']]),
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

/** A manager's word: who, and why. The cart stays beside it. */
export const approvalRows = (approval: Approval, look: Look, columns: number): string[] => {
  const words = look.words.screen.approval;
  const { row } = look;
  const { purpose } = approval;
  const title = purpose.kind === 'void' ? words.void(purpose.sale.number) : words.restriction;
  const about =
    purpose.kind === 'void'
      ? words.voidAbout(purpose.sale.total)
      : words.about(purpose.conflict.productName, purpose.conflict.restriction.kind);
  const field = (name: Approval['focus'], label: string, secret = false): string[] =>
    fieldRow(look, columns, label, approval[name], approval.focus === name && !approval.busy, secret);
  return [
    row(columns, [[` ${title}`, 'strong']]),
    ...wrap(about, columns - 2).map((text) => row(columns, [[` ${text}`]])),
    row(columns, [['']]),
    ...(approval.needsManager
      ? [...field('login', words.login), ...field('secret', words.secret, true)]
      : []),
    ...field('reason', words.reason),
    row(columns, [['']]),
    ...(approval.busy ? [row(columns, [[` ${words.checking}`, 'accent']])] : []),
    row(columns, [[` ${words.keepsCart}`, 'dim']]),
  ];
};
