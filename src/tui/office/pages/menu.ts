import { ok } from '../../../domain/result.ts';
import { fold } from '../../../domain/search-core.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { PageId } from '../ids.ts';
import { page } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';

type Place = keyof Messages['office']['menu']['purposes'] & PageId;

/** The places of the back office, what is needed most often first. */
export const PLACES: readonly Place[] = [
  'shift',
  'cards',
  'families',
  'products',
  'stock',
  'stockCounts',
  'parked',
  'invoices',
  'dashboard',
  'reports',
  'mail',
  'categories',
  'allergens',
  'shifts',
  'audit',
  'imports',
  'userSecret',
  'users',
  'permissions',
  'limits',
  'notices',
  'methods',
];

interface Listed {
  readonly place: Place;
  readonly cells: readonly [number: string, title: string, purpose: string];
}

/** What is called so comes before what only speaks of it: Enter opens the first. */
const byTitle = (places: readonly Listed[], text: string): readonly Listed[] => {
  const typed = fold(text).trim();
  const rank = ({ cells: [number, title] }: Listed): number => {
    if (number === typed || fold(title).startsWith(typed)) return 0;
    return matching([title], text, (name) => name).length > 0 ? 1 : 2;
  };
  return typed === '' ? places : [...places].sort((a, b) => rank(a) - rank(b));
};

export const menuPages: PageSet = {
  menu: page<null>({
    permission: 'sale.register',
    hint: (words) => words.office.menu.hint,
    load: async () => ok(null),
    view: (_, { words, text, opens }) => {
      const { titles, menu } = words.office;
      const places = PLACES.filter((place) => opens?.(place) ?? true).map(
        (place, at): Listed => ({
          place,
          cells: [String(at + 1), titles[place], menu.purposes[place]],
        }),
      );
      return {
        kind: 'list',
        title: titles.menu,
        columns: [
          { title: menu.columns.number, width: 3, align: 'right' },
          { title: menu.columns.place, width: 22 },
          { title: menu.columns.purpose, width: 'rest' },
        ],
        rows: byTitle(
          matching(places, text, ({ cells }) => cells),
          text,
        ).map(({ place, cells }) => ({
          id: place,
          cells,
          actions: { open: { go: { page: place } } },
        })),
        empty: menu.empty,
      };
    },
  }),
};
