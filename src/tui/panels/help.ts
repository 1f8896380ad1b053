import type { Messages } from '../../i18n/index.ts';
import { pageHint } from '../hints.ts';
import type { KeyEntry } from '../key-entry.ts';
import { keyLabel, scopeTitle } from '../key-labels.ts';
import { activeScopes, entriesOf } from '../keymap.ts';
import type { Look, Span } from '../look.ts';
import { PAGE_IDS } from '../office/ids.ts';
import { bodyRows, type Scope } from '../selectors.ts';
import type { State } from '../state.ts';
import { wrap } from '../text.ts';

/** The order of the help: what a cashier does most comes first. */
export const HELP_SCOPES: readonly Scope[] = [
  'sale',
  'warning',
  'payment',
  'saving',
  'quantity',
  'discount',
  'park',
  'differences',
  'question',
  'approval',
  'history',
  'storedSale',
  'ticket',
  'printing',
  'list',
  'form',
  'picker',
  'text',
  ...PAGE_IDS.map((id) => `office.${id}` as const),
  'signIn',
  'locked',
  'help',
  'global',
];

const LABEL = 18;

const keysOf = (entry: KeyEntry, words: Messages): string => {
  const labels = entry.keys.map((key) => keyLabel(key, words));
  return labels.length > 4 ? `${labels[0]}-${labels.at(-1)}` : labels.join(` ${words.screen.help.and} `);
};

/** What the place is for and how a usual task goes there; empty where the keys say it all. */
const aboutOf = (state: State, scopes: readonly Scope[], words: Messages): readonly string[] => {
  const hint = pageHint(state);
  const { about } = words.screen;
  const told = scopes.flatMap((scope) => (scope in about ? about[scope as keyof typeof about] : []));
  return [...(hint ? [hint] : []), ...told];
};

type Line = readonly Span[];

/** First the place where the person is: what it is for, then its keys; every other place after it. */
const helpLines = (state: State, words: Messages, columns: number): readonly Line[] => {
  const block = (scope: Scope, about: readonly string[] = []): Line[] => {
    const entries = entriesOf(scope);
    if (entries.length === 0 && about.length === 0) return [];
    return [
      [[` ${scopeTitle(scope, words)}`, 'accent']],
      ...about.flatMap((text): Line[] => [
        ...wrap(text, columns - 4).map((line): Line => [[`   ${line}`]]),
        [],
      ]),
      ...entries.map(
        (entry): Line => [
          [`   ${keysOf(entry, words).padEnd(LABEL)} `, 'strong'],
          [words.screen.keys[entry.id]],
        ],
      ),
      ...(entries.length > 0 ? [[]] : []),
    ];
  };
  const here: readonly Scope[] = activeScopes({ ...state, help: null }).filter((scope) => scope !== 'global');
  const everywhere: readonly Scope[] = ['global', ...HELP_SCOPES];
  const rest = everywhere.filter((scope, at, all) => !here.includes(scope) && all.indexOf(scope) === at);
  const [own = 'global', ...shared] = here;
  return [
    ...block(own, aboutOf(state, here, words)),
    ...shared.flatMap((scope) => block(scope)),
    ...rest.flatMap((scope) => block(scope)),
  ];
};

/** Up and down in the help, no further than its end: back from there moves at once. */
export const movedHelp = (state: State, by: number): number => {
  const last = helpLines(state, state.words, state.world.columns).length - (bodyRows(state) - 1);
  return Math.max(0, Math.min(last, (state.help ?? 0) + by));
};

export const helpRows = (state: State, look: Look, columns: number, height: number): string[] => {
  const { words } = look;
  const rows = helpLines(state, words, columns);
  const first = Math.max(0, Math.min(state.help ?? 0, rows.length - (height - 1)));
  const end = rows.length - first - (height - 1);
  const more = end > 0 ? words.screen.cart.below(end) : '';
  return [
    look.row(columns, [[` ${words.screen.help.title}`, 'strong']], [[`${more} `, 'dim']]),
    ...rows.slice(first, first + height - 1).map((line) => look.row(columns, line)),
  ];
};
