import type { CardFile } from '../../../domain/card.ts';
import { formatGs } from '../../../domain/money.ts';
import { ok } from '../../../domain/result.ts';
import { CARD_STATES, type CardState } from '../../../domain/student.ts';
import { type Ask, type FormView, type Params, page, type Row, type View } from '../page.ts';
import { cardPage } from './card.ts';
import { cardAdjustPage, cardLimitPage, cardReplacePage, cardStatePage } from './card-forms.ts';
import { cardIssuePage } from './card-issue.ts';
import { stateStyle, stateWord, toState, toTopup } from './card-shared.ts';
import { cardStatementPage } from './card-statement.ts';
import { cardTopupPage } from './card-topup.ts';
import type { PageSet } from './page-set.ts';

/** Cards that are shown; more is a matter of typing. */
const MOST = 300;

const stateOf = (params: Params): CardState | undefined =>
  CARD_STATES.find((state) => state === params.state);

const rowOf = (card: CardFile, { words, now, columns }: Ask): Row => {
  const t = words.office.cards;
  return {
    id: card.id,
    cells: [
      card.number,
      card.student,
      ...(columns >= 110 ? [card.grade ?? ''] : []),
      card.client,
      formatGs(card.balance),
      stateWord(card, t, now),
    ],
    style: stateStyle(card, now),
    actions: {
      open: { go: { page: 'card', params: { cardId: card.id } } },
      topupCard: toTopup(card, t),
      blockCard: toState(card, t),
    },
  };
};

const listView = (cards: readonly CardFile[], ask: Ask): View => {
  const { words, params, columns } = ask;
  const t = words.office.cards;
  const state = stateOf(params);
  return {
    kind: 'list',
    title: words.office.titles.cards,
    aside: cards.length >= MOST ? t.many(MOST) : String(cards.length),
    ...(state ? { note: [[[t.onlyState(t.states[state]), 'accent']]] } : {}),
    columns: [
      { title: t.columns.number, width: columns >= 110 ? 20 : 12 },
      { title: t.columns.student, width: 'rest' },
      ...(columns >= 110 ? [{ title: t.columns.grade, width: 14 }] : []),
      { title: t.columns.client, width: 'rest' },
      { title: t.columns.balance, width: 13, align: 'right' },
      { title: t.columns.state, width: 11 },
    ],
    rows: cards.map((card) => rowOf(card, ask)),
    empty: t.none,
    actions: {
      create: { go: { page: 'cardIssue' } },
      filter: { go: { page: 'cards', params: { state: state ?? null, filtering: true } } },
    },
    scan: (number) => ({ go: { page: 'card', params: { number } } }),
  };
};

const filterForm = ({ words, params }: Ask): FormView => {
  const t = words.office.cards;
  return {
    kind: 'form',
    title: t.filterTitle,
    fields: [
      {
        id: 'state',
        kind: 'choice',
        label: t.labels.state,
        value: stateOf(params) ?? '',
        options: [
          { value: '', label: t.anyState },
          ...CARD_STATES.map((state) => ({ value: state, label: t.states[state] })),
        ],
      },
    ],
    submit: ({ state = '' }) => ({ do: 'filter', input: { state: state || null } }),
  };
};

const cardsPage = page<readonly CardFile[]>({
  permission: 'card.read',
  load: async ({ services }, params) => {
    if (params.filtering) return ok([]);
    const state = stateOf(params);
    const text = typeof params.text === 'string' ? params.text : '';
    return ok(await services.cardDesk.list({ text, limit: MOST, ...(state ? { state } : {}) }));
  },
  view: (cards, ask) => (ask.params.filtering ? filterForm(ask) : listView(cards, ask)),
  commands: {
    filter: async (_desk, params: Params) => {
      const next = { page: 'cards', params } as const;
      return ok({ next });
    },
  },
  searchesOutside: true,
  hint: (words) => words.office.cards.hint,
});

export const cardPages: PageSet = {
  cards: cardsPage,
  card: cardPage,
  cardIssue: cardIssuePage,
  cardTopup: cardTopupPage,
  cardReplace: cardReplacePage,
  cardLimit: cardLimitPage,
  cardState: cardStatePage,
  cardAdjust: cardAdjustPage,
  cardStatement: cardStatementPage,
};
