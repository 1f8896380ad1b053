import { describe, expect, it } from 'vitest';
import { may, ROLES } from '../../src/domain/permissions.ts';
import { messages } from '../../src/i18n/index.ts';
import { entriesOf } from '../../src/tui/keymap.ts';
import { PAGE_IDS } from '../../src/tui/office/ids.ts';
import { PAGES } from '../../src/tui/office/pages/index.ts';
import { PLACES } from '../../src/tui/office/pages/menu.ts';

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
