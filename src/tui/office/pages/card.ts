import type { CardFile, CardMove } from '../../../domain/card.ts';
import { formatGs, formatGsWithUnit, type Gs } from '../../../domain/money.ts';
import { ok } from '../../../domain/result.ts';
import type { Span } from '../../look.ts';
import { type Act, type Ask, page, type View } from '../page.ts';
import {
  cardOf,
  detailOf,
  momentOf,
  stateStyle,
  stateWord,
  toState,
  toTopup,
  unlessDead,
} from './card-shared.ts';

/** Movements that are shown; the statement shows all. */
const MOVES = 20;

interface OneCard {
  readonly card: CardFile;
  readonly spentToday: Gs | null;
  readonly moves: readonly CardMove[];
}

type Line = readonly Span[];

const LABEL = 16;
const named = (label: string, ...value: Span[]): Line => [[label.padEnd(LABEL), 'dim'], ...value];

const factsOf = ({ card, spentToday }: OneCard, { words, now }: Ask): readonly Line[] => {
  const t = words.office.cards;
  const reason = card.stateReason && card.state !== 'Activa' ? `: ${card.stateReason}` : '';
  const spent = spentToday === null || spentToday === 0 ? '' : ` (${t.spent(formatGs(spentToday))})`;
  return [
    named(t.labels.number, [card.number, 'strong']),
    named(t.labels.holder, [card.grade ? `${card.student}, ${card.grade}` : card.student]),
    named(t.labels.client, [card.client]),
    named(t.labels.state, [`${stateWord(card, t, now)}${reason}`, stateStyle(card, now)]),
    named(t.labels.balance, [formatGsWithUnit(card.balance), 'strong']),
    named(t.labels.limit, [
      card.dailyLimit === null ? `${t.noLimit}${spent}` : `${formatGsWithUnit(card.dailyLimit)}${spent}`,
    ]),
    named(t.labels.expires, [card.expiresOn ?? t.noExpiry]),
    ...(card.replacedBy ? [[[t.replacedBy(card.replacedBy), 'warn']] as Line] : []),
    ...(card.replaces ? [[[t.replaces(card.replaces), 'dim']] as Line] : []),
    ...(card.holderActive ? [] : [[[t.inactiveHolder, 'warn']] as Line]),
  ];
};

const moveLine = (move: CardMove, { words }: Ask): Line => [
  [`  ${momentOf(move.at)}  ${words.office.cards.kinds[move.kind].padEnd(14)} `],
  [formatGs(move.amount).padStart(13), move.amount < 0 ? 'plain' : 'good'],
  [`  ${detailOf(move)}`, 'dim'],
];

const viewOf = (data: OneCard, ask: Ask): View => {
  const { card, moves } = data;
  const t = ask.words.office.cards;
  const on = (act: Act): Act => unlessDead(card, t, act);
  const params = { cardId: card.id };
  return {
    kind: 'text',
    title: ask.words.office.titles.card,
    aside: card.number,
    rows: [
      ...factsOf(data, ask),
      [['']],
      [[t.lastMoves, 'strong']],
      ...(moves.length === 0
        ? [[[`  ${t.noMoves}`, 'dim']] as Line]
        : moves.map((move) => moveLine(move, ask))),
    ],
    actions: {
      topupCard: toTopup(card, t),
      statement: { go: { page: 'cardStatement', params } },
      blockCard: toState(card, t),
      edit: on({ go: { page: 'cardLimit', params } }),
      replaceCard: on({ go: { page: 'cardReplace', params } }),
      adjust: on({ go: { page: 'cardAdjust', params } }),
    },
    scan: (number) => ({ go: { page: 'card', params: { number } } }),
  };
};

/** One card: whose it is, how it is, what it holds, what happened lately. */
export const cardPage = page<OneCard>({
  permission: 'card.read',
  load: async (desk, params) => {
    const found = await cardOf(desk, params);
    if (!found.ok) return found;
    const card = found.value;
    const [holder, moves] = await Promise.all([
      desk.services.cards.find(card.number),
      desk.services.cardDesk.lastMoves(card.id, MOVES),
    ]);
    return ok({ card, spentToday: holder.ok ? holder.value.spentToday : null, moves });
  },
  view: viewOf,
  everySeconds: 10,
});
