import type { KeyEntry } from './key-entry.ts';
import type { KeyEvent } from './keys/types.ts';
import { OFFICE_KEYS } from './office/keys/index.ts';
import { SHARED_KEYS } from './office/keys/shared.ts';
import { actOf, kindOf } from './office/view.ts';
import { GLOBAL_KEYS, SALE_KEYS } from './sale-keys.ts';
import { type Scope, scopeOf } from './selectors.ts';
import type { State } from './state.ts';

/** The one table of keys: the handler, the footer, the help, the README and the tests read it. */
export const KEYS: readonly KeyEntry[] = [...SALE_KEYS, ...OFFICE_KEYS, ...SHARED_KEYS, ...GLOBAL_KEYS];

export const scopesOf = (entry: KeyEntry): readonly Scope[] =>
  typeof entry.scope === 'string' ? [entry.scope] : entry.scope;

export const entriesOf = (scope: Scope): readonly KeyEntry[] =>
  KEYS.filter((entry) => scopesOf(entry).includes(scope));

/** The name of a key in this table; null for what is no key (a scan, a paste). */
export const keyName = (event: KeyEvent): string | null => {
  if (event.kind === 'char') return event.text;
  if (event.kind !== 'key') return null;
  return `${event.ctrl ? 'ctrl-' : ''}${event.alt ? 'alt-' : ''}${event.name}`;
};

/** Where keys are looked for, the nearest place first: a page, what all pages of its kind share, everywhere. */
export const activeScopes = (state: State): readonly Scope[] => {
  const scope = scopeOf(state);
  const kind = isPage(scope) ? kindOf(state) : null;
  return kind === null ? [scope, 'global'] : [scope, kind, 'global'];
};

const isPage = (scope: Scope): boolean => scope.startsWith('office.');

/** A page's own key is there only while the page, or its selected row, has something for it to do. */
const isOffered = (state: State, entry: KeyEntry, scope: Scope): boolean =>
  scopesOf(entry).includes(scope) &&
  (entry.when?.(state) ?? true) &&
  (!isPage(scope) || actOf(state, entry.id) !== null);

const isDisabled = (state: State, entry: KeyEntry, scope: Scope): boolean => {
  const act = isPage(scope) || scope === 'list' ? actOf(state, entry.id) : null;
  return (act !== null && 'disabled' in act) || (entry.disabledReason?.(state) ?? null) !== null;
};

/** The entry that a key means now; null when it means nothing here. */
export const entryFor = (state: State, event: KeyEvent): KeyEntry | null => {
  const name = keyName(event);
  if (name === null) return null;
  for (const scope of activeScopes(state)) {
    const found = KEYS.find((entry) => entry.keys.includes(name) && isOffered(state, entry, scope));
    if (found) return found;
  }
  return null;
};

/** The keys that do something now, in the footer's order. */
export const footerEntries = (state: State): readonly KeyEntry[] => {
  const taken = new Set<string>();
  const shown = activeScopes(state).flatMap((scope) =>
    KEYS.filter((entry) => {
      if (entry.footer === undefined || !isOffered(state, entry, scope)) return false;
      // A key that a nearer place uses is not shown with its other meaning.
      const [first = ''] = entry.keys;
      if (taken.has(first)) return false;
      taken.add(first);
      return !isDisabled(state, entry, scope);
    }),
  );
  return shown.sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0));
};
