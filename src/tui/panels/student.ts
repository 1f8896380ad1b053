import { formatGsWithUnit } from '../../domain/money.ts';
import { deadCardOf, type Restriction, type Served, usableCard } from '../../domain/student.ts';
import type { Look, Span } from '../look.ts';
import type { Desk, Reading } from '../state.ts';
import { clean, width, wrap } from '../text.ts';

/** Columns of the student's side: it takes a little more than half, because names are longer than figures. */
export const leftWidth = (columns: number): number => Math.max(44, Math.floor(columns * 0.56));

/** Who is being served; restrictions in red with their severity, all of them as far as `height` rows allow. */
export const studentRows = (desk: Desk, look: Look, columns: number, height: number): string[] => {
  const words = look.words.screen.student;
  const { holder } = desk;
  if (!holder) {
    const { reading } = desk;
    return [
      look.row(columns, [[' '], [reading ? readingText(reading, look) : words.none, 'accent']]),
      look.row(columns, [[' '], [words.noneHint, 'dim']]),
    ];
  }
  if (height === 1) {
    const card = usableCard(holder);
    const right: Span = card
      ? [`${words.balance} ${formatGsWithUnit(card.balance)} `]
      : [`${shortTrouble(holder, look)} `, 'danger'];
    return [look.row(columns, [[' '], [holder.studentName, 'strong']], [right])];
  }
  return [
    ...holderRows(holder, look, columns),
    ...restrictionRows(holder.restrictions, look, columns, height - 3),
  ];
};

/** Which card is being read, or that a student is looked for. */
export const readingText = ({ number }: Reading, look: Look): string => {
  const { reading, finding } = look.words.screen.student;
  return number === null ? finding : reading(number);
};

const shortTrouble = (holder: Served, look: Look): string => {
  const { deadCard, noCard } = look.words.screen.payment;
  const dead = deadCardOf(holder);
  return dead ? deadCard[dead.state] : noCard;
};

const holderRows = (holder: Served, look: Look, columns: number): string[] => {
  const words = look.words.screen.student;
  const number = usableCard(holder)?.cardNumber ?? deadCardOf(holder)?.number;
  return [
    look.row(columns, [[' '], [holder.studentName, 'strong']], [[`${holder.grade ?? words.noGrade} `]]),
    look.row(
      columns,
      [[` ${words.client(holder.clientName)}`, 'dim']],
      number === undefined ? [] : [[`${words.card(number)} `, 'dim']],
    ),
    look.row(columns, meansOf(holder, look)),
  ];
};

/** What the card can pay, or in its place that nothing is paid with one. */
const meansOf = (holder: Served, look: Look): Span[] => {
  const words = look.words.screen.student;
  const card = usableCard(holder);
  if (card) {
    const left = card.dailyLimit === null ? null : Math.max(0, card.dailyLimit - card.spentToday);
    return [
      [` ${words.balance} `],
      [formatGsWithUnit(card.balance), 'strong'],
      [left === null ? '' : `, ${words.limit(left)}`],
    ];
  }
  const dead = deadCardOf(holder);
  return dead ? [[` ${look.alert} ${words.dead[dead.state]}`, 'danger']] : [[` ${words.without}`, 'warn']];
};

const restrictionRows = (
  restrictions: readonly Restriction[],
  look: Look,
  columns: number,
  room: number,
): string[] => {
  const words = look.words.screen.student;
  if (restrictions.length === 0) return [look.row(columns, [[` ${words.noRestrictions}`, 'dim']])];
  const blocks = restrictions.map((one) => restrictionBlock(one, look, columns));
  const all = blocks.flat();
  if (all.length <= room) return all;
  // What is out of sight is counted: nobody may take the list for a whole one.
  let shown = 0;
  let used = 0;
  for (const block of blocks) {
    if (used + block.length > room - 1) break;
    used += block.length;
    shown += 1;
  }
  const more = words.more(restrictions.length - shown);
  return [
    ...blocks.slice(0, shown).flat(),
    look.row(columns, [[` ${look.alert} ${shown === 0 ? restrictions[0]?.kind : ''} ${more}`, 'danger']]),
  ];
};

/** One row where it fits, else its name over its severity: neither is ever cut short. */
const restrictionBlock = (one: Restriction, look: Look, columns: number): string[] => {
  const severity = `${look.words.screen.severities[one.severity]}${one.blocks ? ` · ${look.words.screen.student.blocks}` : ''} `;
  const name = ` ${look.alert} ${clean(one.kind)}`;
  if (width(name) + 1 + width(severity) <= columns)
    return [look.row(columns, [[name, 'danger']], [[severity, 'danger']])];
  return [
    ...wrap(one.kind, columns - 4).map((text, at) =>
      look.row(columns, [[` ${at === 0 ? look.alert : ' '} ${text}`, 'danger']]),
    ),
    look.row(columns, [['']], [[severity, 'danger']]),
  ];
};
