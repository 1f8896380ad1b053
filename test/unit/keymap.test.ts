import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/tui/handle.ts';
import { keyTableMarkdown } from '../../src/tui/key-table.ts';
import { entriesOf, entryFor, KEYS, scopesOf } from '../../src/tui/keymap.ts';
import { KEY_NAMES } from '../../src/tui/keys/types.ts';
import { PAGE_IDS } from '../../src/tui/office/ids.ts';
import { HELP_SCOPES } from '../../src/tui/panels/help.ts';
import type { Scope } from '../../src/tui/selectors.ts';
import { Driver, key } from '../support/screen.ts';
import { messages } from '../support/words.ts';

const FORBIDDEN = [...'bchijmsqz[]'].map((letter) => `ctrl-${letter}`).filter((name) => name !== 'ctrl-c');

const keysIn = (scope: Scope): readonly string[] => entriesOf(scope).flatMap((entry) => entry.keys);

describe('the key table', () => {
  it('has no key twice in a scope, nor hides a global one', () => {
    for (const scope of HELP_SCOPES) {
      const keys = KEYS.filter((entry) => scopesOf(entry).includes(scope)).flatMap((entry) => entry.keys);
      expect([scope, keys]).toEqual([scope, [...new Set(keys)]]);
      const hidden =
        scope === 'global'
          ? []
          : KEYS.filter((entry) => entry.scope === 'global' && entry.keys.every((one) => keys.includes(one)));
      expect([scope, hidden]).toEqual([scope, []]);
    }
  });

  it('lets no page take the keys that move through every page', () => {
    const moving = new Set([...keysIn('text'), 'enter', 'tab', 'backspace']);
    for (const id of PAGE_IDS)
      expect([id, keysIn(`office.${id}`).filter((name) => moving.has(name))]).toEqual([id, []]);
  });

  it('has a heading and a command for each of its entries', () => {
    for (const scope of KEYS.flatMap(scopesOf)) expect(HELP_SCOPES).toContain(scope);
    const shared = ['list', 'form', 'text', 'picker'];
    const others = KEYS.filter((entry) =>
      scopesOf(entry).some((scope) => !shared.includes(scope) && !scope.startsWith('office.')),
    );
    expect(others.filter(({ id }) => COMMANDS[id] === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('uses only keys that every terminal sends', () => {
    for (const name of KEYS.flatMap((entry) => entry.keys)) {
      expect(FORBIDDEN).not.toContain(name);
      if ([...name].length > 1) expect(KEY_NAMES).toContain(name.replace(/^ctrl-/, ''));
    }
    for (const name of ['f1', 'f10', 'f11'])
      for (const entry of KEYS.filter((one) => one.keys.includes(name)))
        expect(entry.keys.some((other) => !['f1', 'f10', 'f11'].includes(other))).toBe(true);
  });

  it('answers no question with what a scanner sends', () => {
    for (const scope of ['warning', 'question'] as const)
      for (const entry of KEYS.filter((one) => scopesOf(one).includes(scope)))
        for (const name of entry.keys) expect([name, /^(enter|tab|.)$/.test(name)]).toEqual([name, false]);
  });

  it('finds each entry from the key that it shows', () => {
    const sale = new Driver().opened();
    const payment = new Driver().opened().scan('P005').pay();
    expect(entryFor(sale.state, key('f4'))?.id).toBe('pay');
    expect(entryFor(sale.state, key('+'))?.id).toBe('more');
    expect(entryFor(sale.type('a').state, key('+'))).toBeNull();
    expect(entryFor(payment.state, key('f4'))?.id).toBe('exact');
    expect(entryFor(payment.state, key('ctrl-y'))?.id).toBe('help');
  });

  it('is the one that the README prints', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const printed = /<!-- keys -->\n([\s\S]*?)\n<!-- \/keys -->/.exec(readme)?.[1]?.trim();
    expect(printed).toBe(keyTableMarkdown(messages('en')));
  });

  it('makes the help and the README in both languages', () => {
    for (const language of ['es', 'en'] as const) {
      const table = keyTableMarkdown(messages(language), HELP_SCOPES);
      for (const entry of KEYS) expect(table).toContain(messages(language).screen.keys[entry.id]);
    }
  });
});
