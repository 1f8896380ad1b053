import { findCard } from '../../app/find-card.ts';
import { formatGsWithUnit } from '../../domain/money.ts';
import type { CardHolder } from '../../domain/student.ts';
import type { CliContext } from '../context.ts';
import { type ListFlags, MOST_ROWS } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { cardRow, cardView } from '../views.ts';

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

export const listCards = (context: CliContext, flags: ListFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const t = context.messages.cli.card;
    const holders = await services.cards.list({
      ...(flags.search === undefined ? {} : { text: flags.search }),
      limit: flags.limit ?? MOST_ROWS,
    });
    const rows = holders.map(cardRow);
    const columns = [
      { title: t.labels.number, value: (holder: CardHolder) => holder.cardNumber },
      { title: t.labels.student, value: (holder: CardHolder) => holder.studentName, shrinks: true },
      { title: t.labels.grade, value: (holder: CardHolder) => holder.grade ?? '' },
      { title: t.labels.client, value: (holder: CardHolder) => holder.clientName, shrinks: true },
      {
        title: t.labels.balance,
        value: (holder: CardHolder) => formatGsWithUnit(holder.balance),
        align: 'right' as const,
      },
      { title: t.labels.state, value: (holder: CardHolder) => holder.cardState },
    ];
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? t.none : table(holders, columns, width)) },
      flags,
    );
  });
