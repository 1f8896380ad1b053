import { formatGsWithUnit } from '../../domain/money.ts';
import type { CardHolder, Restriction } from '../../domain/student.ts';
import type { Look, Span } from '../look.ts';
import type { Desk } from '../state.ts';

/** Who is being served; restrictions in red with their severity. Always `height` rows. */
export const studentRows = (desk: Desk, look: Look, columns: number, height: number): string[] => {
  const words = look.words.screen.student;
  const { holder } = desk;
  if (!holder) {
    const first: Span = desk.reading
      ? [words.reading(desk.reading.number), 'accent']
      : [words.none, 'accent'];
    return [look.row(columns, [[' '], first]), look.row(columns, [[' '], [words.noneHint, 'dim']])];
  }
  if (height === 1) {
    const balance = `${words.balance} ${formatGsWithUnit(holder.balance)} `;
    return [look.row(columns, [[' '], [holder.studentName, 'strong']], [[balance]])];
  }
  return [
    ...holderRows(holder, look, columns),
    ...restrictionRows(holder.restrictions, look, columns, height - 3),
  ];
};

const holderRows = (holder: CardHolder, look: Look, columns: number): string[] => {
  const words = look.words.screen.student;
  const limit =
    holder.dailyLimit === null ? '' : `, ${words.limit(Math.max(0, holder.dailyLimit - holder.spentToday))}`;
  return [
    look.row(columns, [[' '], [holder.studentName, 'strong']], [[`${holder.grade ?? words.noGrade} `]]),
    look.row(
      columns,
      [[` ${words.client(holder.clientName)}`, 'dim']],
      [[`${words.card(holder.cardNumber)} `, 'dim']],
    ),
    look.row(columns, [[` ${words.balance} `], [formatGsWithUnit(holder.balance), 'strong'], [limit]]),
  ];
};

const restrictionRows = (
  restrictions: readonly Restriction[],
  look: Look,
  columns: number,
  room: number,
): string[] => {
  const words = look.words.screen.student;
  if (restrictions.length === 0) return [look.row(columns, [[` ${words.noRestrictions}`, 'dim']])];
  const shown = restrictions.length <= room ? restrictions : restrictions.slice(0, Math.max(1, room));
  const hidden = restrictions.length - shown.length;
  return shown.map((one, at) => {
    const last = at === shown.length - 1 && hidden > 0 ? ` ${words.more(hidden)}` : '';
    const blocks = one.blocks ? ` · ${words.blocks}` : '';
    return look.row(
      columns,
      [[` ${look.alert} ${one.kind}`, 'danger']],
      [[`${one.severity}${blocks}${last} `, 'danger']],
    );
  });
};
