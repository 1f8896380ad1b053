import type { Messages } from '../i18n/index.ts';
import { keyLabel, scopeTitle } from './key-labels.ts';
import { entriesOf } from './keymap.ts';
import type { Scope } from './selectors.ts';

/** What a cashier does all day; `pos help keys` lists the rest. */
export const README_SCOPES: readonly Scope[] = [
  'sale',
  'warning',
  'payment',
  'question',
  'history',
  'global',
];

/** The README's table of keys, from the same table that the handler reads. */
export const keyTableMarkdown = (words: Messages, scopes: readonly Scope[] = README_SCOPES): string => {
  const { screen } = words;
  const rows = scopes.flatMap((scope) =>
    entriesOf(scope).map((entry, at) => {
      const keys = entry.keys.map((key) => `\`${keyLabel(key, words)}\``);
      const shown = keys.length > 4 ? `${keys[0]} to ${keys.at(-1)}` : keys.join(', ');
      return `| ${at === 0 ? scopeTitle(scope, words) : ''} | ${shown} | ${screen.keys[entry.id]} |`;
    }),
  );
  const { keys, action } = screen.help.columns;
  return [`| | ${keys} | ${action} |`, '|---|---|---|', ...rows].join('\n');
};
