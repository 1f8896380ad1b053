import { cardStatement } from '../../../app/card-desk.ts';
import { businessDay } from '../../../domain/business-time.ts';
import type { Statement, StatementLine } from '../../../domain/card.ts';
import { formatGs } from '../../../domain/money.ts';
import type { Span } from '../../look.ts';
import { type Ask, page, type View } from '../page.ts';
import { type CardWords, cardOf, detailOf, momentOf } from './card-shared.ts';

/** First and last day of the month that is so many months before a day. */
export const monthOf = (day: string, back: number): { readonly from: string; readonly to: string } => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const iso = (date: Date): string => date.toISOString().slice(0, 10);
  return {
    from: iso(new Date(Date.UTC(year, month - 1 - back, 1))),
    to: iso(new Date(Date.UTC(year, month - back, 0))),
  };
};

type Row = readonly Span[];
const MONEY = 14;

const sumRow = (label: string, amount: number): Row => [
  [label.padEnd(32), 'dim'],
  [formatGs(amount).padStart(MONEY * 2 + 1), 'strong'],
];

const lineRow = (line: StatementLine, t: CardWords): Row => [
  [`${momentOf(line.at)}  ${t.kinds[line.kind].padEnd(16)}`.padEnd(32)],
  [formatGs(line.amount).padStart(MONEY), line.amount < 0 ? 'plain' : 'good'],
  [` ${formatGs(line.balance).padStart(MONEY)}`, 'strong'],
  [`  ${detailOf(line)}`, 'dim'],
];

const viewOf = (statement: Statement, { words, params }: Ask): View => {
  const t = words.office.cards;
  const { card, lines, opening, closing, added, taken, moved, from, to } = statement;
  const back = Number(params.back ?? 0);
  return {
    kind: 'text',
    title: words.office.titles.cardStatement,
    aside: `${from} – ${to}`,
    note: [[[`${card.number}  `, 'strong'], [card.student]]],
    rows: [
      sumRow(t.opening, opening),
      ...(lines.length === 0 ? [[[t.noMoves, 'dim']] as Row] : lines.map((line) => lineRow(line, t))),
      sumRow(t.closing, closing),
      [['']],
      [
        [`${t.added} `, 'dim'],
        [formatGs(added), 'good'],
        [`   ${t.taken} `, 'dim'],
        [formatGs(taken)],
        ...(moved === 0 ? [] : ([[`   ${t.moved} `, 'dim'], [formatGs(moved)]] as const)),
      ],
    ],
    actions: {
      earlier: { go: { page: 'cardStatement', params: { cardId: card.id, back: back + 1 } } },
      // The later month is the page below.
      later: back > 0 ? { back: true } : { disabled: t.newest },
    },
  };
};

/** A month of a card's account, with the balance after each movement. */
export const cardStatementPage = page<Statement>({
  permission: 'card.read',
  load: async (desk, params) => {
    const found = await cardOf(desk, params);
    if (!found.ok) return found;
    const today = businessDay(desk.services.clock.now());
    return cardStatement(desk.services, found.value, monthOf(today, Number(params.back ?? 0)));
  },
  view: viewOf,
});
