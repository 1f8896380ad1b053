import { describe, expect, it } from 'vitest';
import { may, ROLES } from '../../src/domain/permissions.ts';
import { entriesOf } from '../../src/tui/keymap.ts';
import { PAGE_IDS } from '../../src/tui/office/ids.ts';
import type { Ask } from '../../src/tui/office/page.ts';
import { PAGES } from '../../src/tui/office/pages/index.ts';
import { PLACES } from '../../src/tui/office/pages/menu.ts';
import { width, wrap } from '../../src/tui/text.ts';
import { MANAGER } from '../support/fakes.ts';
import { messages } from '../support/words.ts';

const ASK: Ask = {
  params: {},
  words: messages('es'),
  actor: MANAGER,
  now: 0,
  text: '',
  values: {},
  columns: 80,
};

describe('the pages of the back office', () => {
  it('are all there, and each key belongs to one of them', () => {
    expect(Object.keys(PAGES).sort()).toEqual([...PAGE_IDS].sort());
  });

  it('begin from a menu that leads each role to what it may open', () => {
    expect(PLACES.filter((place) => PAGES[place] === undefined)).toEqual([]);
    for (const role of ROLES)
      expect(PLACES.some((place) => may(role, PAGES[place]?.permission ?? 'settings.edit'))).toBe(true);
  });

  it('say what they are for where a person meets them first', () => {
    const words = messages('es');
    const { purposes } = words.office.menu;
    expect(PLACES.filter((place) => !PAGES[place]?.hint?.(words) && !purposes[place])).toEqual([]);
  });

  it.each(['es', 'en'] as const)('are told in full at 80 columns (%s)', (language) => {
    const words = messages(language);
    const hints = PAGE_IDS.map((id) => PAGES[id]?.hint?.(words) ?? '').concat(
      Object.values(words.screen.hints).filter((hint) => typeof hint === 'string'),
      PLACES.map((place) => `${words.office.titles[place]}: ${words.office.menu.purposes[place]}.`),
    );
    expect(hints.filter((hint) => wrap(hint, 78).length > 2)).toEqual([]);
    const { can, roles } = words.office.people;
    // Each column takes its head's width and a space; the margin 3.
    const left = 80 - 3 - 4 - Object.values(roles).reduce((all, role) => all + width(role), 0);
    expect(Object.values(can).filter((text) => width(text) > left)).toEqual([]);
    // Number, name and the spaces between them take 31.
    expect(Object.values(words.office.menu.purposes).filter((text) => width(text) > 49)).toEqual([]);
  });

  it.each(['es', 'en'] as const)(
    'are found in the menu by their name before all that speak of it (%s)',
    (language) => {
      const words = messages(language);
      const first = (text: string) => {
        const view = PAGES.menu?.view(null, { ...ASK, words, text });
        return view?.kind === 'list' ? view.rows[0]?.id : null;
      };
      for (const place of PLACES) expect(first(words.office.titles[place])).toBe(place);
      PLACES.forEach((place, at) => {
        expect(first(String(at + 1))).toBe(place);
      });
      if (language === 'es')
        expect(['alerg', 'prod', 'PIN', 'turnos', 'conte'].map(first)).toEqual([
          'allergens',
          'products',
          'userSecret',
          'shifts',
          'stockCounts',
        ]);
    },
  );

  it('keep the keys that save and edit in a form for that', () => {
    const typing = ['f4', 'f12', 'delete', 'left', 'right', ' ', 'ctrl-u'];
    const forms = PAGE_IDS.filter((id) =>
      /^(product|category|allergen|client|student|restriction|user|userSecret|shiftOpen|shiftCash|shiftClose|cardIssue|cardTopup|cardReplace|cardLimit|limits|importFile|photo)$/.test(
        id,
      ),
    );
    const taken = forms.flatMap((id) =>
      entriesOf(`office.${id}`).flatMap((entry) => entry.keys.filter((key) => typing.includes(key))),
    );
    expect(taken).toEqual([]);
  });
});
