import { keyLabel, scopeTitle } from '../key-labels.ts';
import { entriesOf, type KeyEntry } from '../keymap.ts';
import type { Look } from '../look.ts';
import { type Scope, scopeOf } from '../selectors.ts';
import type { State } from '../state.ts';

/** The order of the help: what a cashier does most comes first. */
export const HELP_SCOPES: readonly Scope[] = [
  'sale',
  'warning',
  'payment',
  'saving',
  'quantity',
  'question',
  'approval',
  'history',
  'storedSale',
  'ticket',
  'printing',
  'signIn',
  'locked',
  'help',
  'global',
];

const keysOf = (entry: KeyEntry, look: Look): string => {
  const labels = entry.keys.map((key) => keyLabel(key, look.words));
  return labels.length > 4 ? `${labels[0]}-${labels.at(-1)}` : labels.join(` ${look.words.screen.help.and} `);
};

/** The key table, scope by scope, beginning where the cashier is. */
export const helpRows = (state: State, look: Look, columns: number, height: number): string[] => {
  const words = look.words.screen;
  const here = scopeOf({ ...state, help: null });
  const order = [
    here,
    'global' as const,
    ...HELP_SCOPES.filter((scope) => scope !== here && scope !== 'global'),
  ];
  const rows = order.flatMap((scope) => [
    look.row(columns, [[` ${scopeTitle(scope, look.words)}`, 'accent']]),
    ...entriesOf(scope).map((entry) =>
      look.row(columns, [[`   ${keysOf(entry, look).padEnd(18)}`, 'strong'], [words.keys[entry.id]]]),
    ),
    look.row(columns, [['']]),
  ]);
  const first = Math.max(0, Math.min(state.help ?? 0, rows.length - (height - 1)));
  return [look.row(columns, [[` ${words.help.title}`, 'strong']]), ...rows.slice(first, first + height - 1)];
};
