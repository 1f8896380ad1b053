import { type ClientSummary, fullName } from '../../../domain/family.ts';
import { formatGs } from '../../../domain/money.ts';
import { ok } from '../../../domain/result.ts';
import { type Ask, page, type View } from '../page.ts';
import { clientPage } from './family-client.ts';
import { restrictionPage } from './family-restriction.ts';
import { studentPage } from './family-student.ts';
import { familyPage } from './family-whole.ts';
import type { PageSet } from './page-set.ts';
import { photoPage } from './photo.ts';

/** More than anyone scrolls through: the search says it quicker. */
const MOST_ROWS = 200;

const listView = (clients: readonly ClientSummary[], { params, words }: Ask): View => {
  const t = words.office.families;
  const all = params.all === true;
  return {
    kind: 'list',
    title: words.office.titles.families,
    aside: all ? `${t.count(clients.length)} · ${t.withInactive}` : t.count(clients.length),
    columns: [
      { title: t.columns.client, width: 'rest' },
      { title: t.columns.document, width: 13 },
      { title: t.columns.phone, width: 16 },
      { title: t.columns.students, width: 6, align: 'right' },
      { title: t.columns.balance, width: 12, align: 'right' },
    ],
    rows: clients.map((client) => ({
      id: client.id,
      cells: [
        client.active ? fullName(client) : `${fullName(client)} (${t.inactive})`,
        client.document ?? '',
        client.phone ?? '',
        String(client.students),
        formatGs(client.balance),
      ],
      ...(client.active ? {} : { style: 'dim' as const }),
      actions: {
        open: { go: { page: 'family', params: { id: client.id } } },
        edit: { go: { page: 'client', params: { id: client.id } } },
      },
    })),
    empty: t.empty,
    actions: {
      create: { go: { page: 'client', params: { id: null } } },
      filter: all ? { back: true } : { go: { page: 'families', params: { all: true } } },
    },
    scan: (code) => ({ do: 'find', input: code }),
  };
};

const familiesPage = page<readonly ClientSummary[]>({
  permission: 'client.list',
  searchesOutside: true,
  load: async ({ services }, { text, all }) =>
    ok(
      await services.families.list({
        ...(typeof text === 'string' ? { text } : {}),
        all: all === true,
        limit: MOST_ROWS,
      }),
    ),
  view: listView,
  commands: {
    // A scanned card opens its family, whatever state the card is in.
    find: async ({ services }, number: string) => {
      const found = await services.cards.find(number);
      return found.ok ? ok({ next: { page: 'family', params: { id: found.value.clientId } } }) : found;
    },
  },
  hint: (words) => words.office.families.hint,
});

export const familyPages: PageSet = {
  families: familiesPage,
  family: familyPage,
  client: clientPage,
  student: studentPage,
  restriction: restrictionPage,
  photo: photoPage,
};
