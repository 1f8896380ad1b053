import { findCard } from '../../app/find-card.ts';
import type { CardFile } from '../../domain/card.ts';
import { formatGsWithUnit } from '../../domain/money.ts';
import type { CardHolder, CardState } from '../../domain/student.ts';
import type { CliContext } from '../context.ts';
import { type ListFlags, MOST_ROWS } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { cardView } from '../views.ts';
import { cardFileRow } from '../views-card.ts';

const asText = (context: CliContext, holder: CardHolder): string => {
  const t = context.messages.cli.card;
  const restrictions = holder.restrictions.map(
    (restriction) =>
      `${restriction.kind} (${restriction.severity}${restriction.blocks ? `, ${t.blocks}` : ''}): ${restriction.description}`,
  );
  return pairs([
    [t.labels.number, holder.cardNumber],
    [t.labels.student, holder.studentName],
    [t.labels.grade, holder.grade ?? '—'],
    [t.labels.balance, formatGsWithUnit(holder.balance)],
    ...(holder.dailyLimit === null
      ? []
      : [[t.labels.dailyLimit, formatGsWithUnit(holder.dailyLimit)] as const]),
    [t.labels.client, holder.clientName],
    [t.labels.expires, holder.expiresOn ?? '—'],
    [t.labels.restrictions, restrictions[0] ?? t.noRestrictions],
    ...restrictions.slice(1).map((restriction) => ['', restriction] as const),
  ]);
};

export const showCard = (context: CliContext, number: string, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const holder = unwrap(await findCard(services, number));
    context.present({ data: cardView(holder), text: () => asText(context, holder) }, flags);
  });

export const listCards = (
  context: CliContext,
  flags: ListFlags & { readonly state?: CardState },
): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const t = context.messages.cli.card;
    const cards = await services.cardDesk.list({
      ...(flags.search === undefined ? {} : { text: flags.search }),
      ...(flags.state === undefined ? {} : { state: flags.state }),
      limit: flags.limit ?? MOST_ROWS,
    });
    const rows = cards.map(cardFileRow);
    const columns: Column<CardFile>[] = [
      { title: t.labels.number, value: (card) => card.number },
      { title: t.labels.student, value: (card) => card.student, shrinks: true },
      { title: t.labels.grade, value: (card) => card.grade ?? '' },
      { title: t.labels.client, value: (card) => card.client, shrinks: true },
      { title: t.labels.balance, value: (card) => formatGsWithUnit(card.balance), align: 'right' },
      { title: t.labels.state, value: (card) => context.messages.office.cards.states[card.state] },
    ];
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? t.none : table(cards, columns, width)) },
      flags,
    );
  });
