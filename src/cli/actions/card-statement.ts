import { cardStatement } from '../../app/card-desk.ts';
import { businessDay } from '../../domain/business-time.ts';
import type { StatementLine } from '../../domain/card.ts';
import { formatGs } from '../../domain/money.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { statementRow, statementView } from '../views-card.ts';

const MONTH_MS = 30 * 86_400_000;

export const showStatement = (
  context: CliContext,
  number: string,
  flags: OutputFlags & { readonly from?: string; readonly to?: string },
): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const t = context.messages.cli.cardDesk;
    const words = context.messages.office.cards;
    const now = services.clock.now();
    const card = unwrap(await services.cardDesk.find(number));
    const to = flags.to ?? businessDay(now);
    const from = flags.from ?? businessDay(new Date(Date.parse(`${to}T12:00:00Z`) - MONTH_MS));
    const statement = unwrap(await cardStatement(services, card, { from, to }));
    const columns: Column<StatementLine>[] = [
      { title: t.columns.date, value: (line) => line.at.slice(0, 16) },
      { title: t.columns.kind, value: (line) => words.kinds[line.kind] },
      {
        title: t.columns.detail,
        value: (line) =>
          [line.saleNumber, line.method, line.otherCard, line.reason].filter(Boolean).join(' '),
        shrinks: true,
      },
      { title: t.columns.amount, value: (line) => formatGs(line.amount), align: 'right' },
      { title: t.columns.balance, value: (line) => formatGs(line.balance), align: 'right' },
      { title: t.columns.person, value: (line) => line.by ?? '', shrinks: true },
    ];
    const { lines, opening, closing, added, taken, moved } = statement;
    context.present(
      {
        data: statementView(statement),
        rows: lines.map(statementRow),
        text: (width) =>
          [
            t.statementOf(card.number, card.student, from, to),
            pairs([[t.opening, formatGs(opening)]]),
            lines.length === 0 ? t.noMoves : table(lines, columns, width),
            pairs([
              [t.added, formatGs(added)],
              [t.taken, formatGs(taken)],
              ...(moved === 0 ? [] : [[t.moved, formatGs(moved)] as const]),
              [t.closing, formatGs(closing)],
            ]),
          ].join('\n\n'),
      },
      flags,
    );
  });
