import { reprintPaper } from '../../../app/reprint.ts';
import type { CardFile, CardMove, Topup } from '../../../domain/card.ts';
import { formatGs, formatGsWithUnit, type Gs } from '../../../domain/money.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Span } from '../../look.ts';
import { type Act, type Ask, type Desk, type Done, page, type View } from '../page.ts';
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
import { serveCommands, serving } from './serve.ts';

/** Movements that are shown; the statement shows all. */
const MOVES = 20;

interface OneCard {
  readonly card: CardFile;
  readonly spentToday: Gs | null;
  readonly moves: readonly CardMove[];
  readonly lastTopup: Topup | null;
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
  const { card, moves, lastTopup } = data;
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
      sellTo: card.holderActive ? serving(card.studentId) : { disabled: t.inactiveHolder },
      statement: { go: { page: 'cardStatement', params } },
      blockCard: toState(card, t),
      edit: on({ go: { page: 'cardLimit', params } }),
      replaceCard: on({ go: { page: 'cardReplace', params } }),
      adjust: on({ go: { page: 'cardAdjust', params } }),
      print: lastTopup ? { do: 'receipt', input: lastTopup } : { disabled: t.noTopups },
    },
    scan: (number) => ({ go: { page: 'card', params: { number } } }),
  };
};

/** A copy of the receipt of the last top-up. */
const receipt = async (desk: Desk, topup: Topup): Promise<Result<Done>> => {
  const { services, actor, grant, till, words } = desk;
  const paper = { kind: 'topup', id: topup.id } as const;
  const job = await reprintPaper(services, { actor, grant }, paper, till.id);
  if (!job.ok) return job;
  const say = words.office.cards.receiptQueued(formatGsWithUnit(topup.amount));
  return ok({ say, printed: true });
};

/** One card: whose it is, how it is, what it holds, what happened lately. */
export const cardPage = page<OneCard>({
  permission: 'card.read',
  load: async (desk, params) => {
    const found = await cardOf(desk, params);
    if (!found.ok) return found;
    const card = found.value;
    const [holder, moves, lastTopup] = await Promise.all([
      desk.services.cards.find(card.number),
      desk.services.cardDesk.lastMoves(card.id, MOVES),
      desk.services.cardDesk.lastTopup(card.id),
    ]);
    return ok({ card, spentToday: holder.ok ? holder.value.spentToday : null, moves, lastTopup });
  },
  view: viewOf,
  commands: { receipt, ...serveCommands },
  everySeconds: 10,
});
