import type { Messages } from '../i18n/index.ts';
import type { CommandId } from './command-ids.ts';
import { entriesOf } from './keymap.ts';
import type { PageId } from './office/ids.ts';
import type { Scope } from './selectors.ts';

/** Where keys work, as a heading. */
export const scopeTitle = (scope: Scope, words: Messages): string => {
  const { scopes } = words.screen;
  if (scope in scopes) return scopes[scope as keyof typeof scopes];
  return words.office.titles[scope.replace(/^office\./, '') as PageId];
};

/** A key as it is written on a keyboard: `F4`, `Supr`, `Ctrl-K`. */
export const keyLabel = (key: string, words: Messages): string => {
  const ctrl = /^ctrl-(.+)$/.exec(key);
  if (ctrl) return `Ctrl-${(ctrl[1] ?? '').toUpperCase()}`;
  if (/^f\d+$/.test(key)) return key.toUpperCase();
  const names: Readonly<Record<string, string>> = words.screen.keyNames;
  return names[key] ?? key;
};

/** The first key of a command in a scope, as written on the keyboard. */
export const keyOf = (id: CommandId, scope: Scope, words: Messages): string =>
  keyLabel(entriesOf(scope).find((entry) => entry.id === id)?.keys[0] ?? '', words);
