import {
  averageOf,
  barRows,
  changePercent,
  type Dashboard,
  type TillNow,
} from '../../../domain/dashboard.ts';
import { warningOf } from '../../../domain/invoice/record.ts';
import { formatGs, formatGsWithUnit } from '../../../domain/money.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Span } from '../../look.ts';
import { clean, cut, width } from '../../text.ts';

/*
 * The day in figures as rows of text, for the page and for `pos dashboard`. 80 columns and 17 rows hold all of it; a
 * wide window gets longer lists and taller bars.
 */

export type Line = readonly Span[];
type Words = Messages['office']['dashboard'];

/** From this width on there is room for more. */
const WIDE = 120;
const LABEL = 10;

const fitted = (text: string, columns: number): string => {
  const safe = cut(clean(text), columns);
  return safe + ' '.repeat(Math.max(0, columns - width(safe)));
};

/** A name at the left and its figure at the right of so many columns. */
const entry = (name: string, figure: string, columns: number): string =>
  `${fitted(name, columns - figure.length - 1)} ${figure}`;

/** `+12 % más`: a sign and a word, the colour only helps. */
const change = (now: number, before: number, t: Words): Span => {
  const percent = changePercent(now, before);
  if (percent === null) return [t.nothingBefore, 'dim'];
  if (percent === 0) return [`= 0 % ${t.same}`, 'dim'];
  return percent > 0 ? [`+${percent} % ${t.up}`, 'good'] : [`${percent} % ${t.down}`, 'warn'];
};

const figure = (label: string, now: number, before: number, whole: number | null, t: Words): Line => [
  [fitted(label, LABEL), 'dim'],
  [formatGs(now).padStart(14), 'strong'],
  ['   '],
  change(now, before, t),
  [`   ${t.before(formatGs(before))}${whole === null ? '' : `; ${t.wholeDay(formatGs(whole))}`}`, 'dim'],
];

const headRows = (data: Dashboard, t: Words): readonly Line[] => {
  const { today, before, wholeBefore, until, topups } = data;
  const whole = until === null ? null : wholeBefore;
  const aside = [
    ...(today.returned > 0 ? [t.returned(formatGs(today.returned))] : []),
    ...(topups.count > 0 ? [t.topups(topups.count, formatGs(topups.amount))] : []),
    ...(today.tickets === 0 ? [t.none] : []),
  ];
  return [
    figure(t.sales, today.sales, before.sales, whole?.sales ?? null, t),
    figure(t.tickets, today.tickets, before.tickets, whole?.tickets ?? null, t),
    figure(t.average, averageOf(today), averageOf(before), null, t),
    [[aside.join(' '), 'dim']],
  ];
};

/** Cells of one hour. */
const HOUR = 3;

const hourRows = ({ hours }: Dashboard, columns: number, t: Words): readonly Line[] => {
  const first = hours[0]?.hour;
  const last = hours.at(-1)?.hour;
  if (first === undefined || last === undefined) return [];
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const sales = all.map((hour) => hours.find((one) => one.hour === hour)?.sales ?? 0);
  const best = Math.max(...sales);
  const rows = barRows(sales, columns >= WIDE ? 4 : 2).map((row, at): Line => {
    const bars = [...row].map((bar) => `${bar.repeat(HOUR - 1)} `).join('');
    const top = at === 0 ? `  ${formatGs(Math.max(0, best))}` : '';
    return [
      [fitted(at === 0 ? t.byHour : '', LABEL), 'dim'],
      [bars, 'accent'],
      [top, 'dim'],
    ];
  });
  const labels = all.map((hour) => String(hour).padStart(2, '0').padEnd(HOUR)).join('');
  return [...rows, [[' '.repeat(LABEL)], [labels, 'dim']]];
};

interface List {
  readonly title: string;
  readonly lines: readonly string[];
}

const listsOf = (data: Dashboard, size: number, columns: number, t: Words): readonly List[] => [
  {
    title: t.methods,
    lines: data.methods.slice(0, size).map(({ name, amount }) => entry(name, formatGs(amount), columns)),
  },
  {
    title: t.best,
    lines: data.bestSellers.slice(0, size).map(({ name, units }) => entry(name, `${units}`, columns)),
  },
  {
    title: t.low(data.lowStockCount),
    lines:
      data.lowStockCount === 0
        ? [t.noLow]
        : data.lowStock
            .slice(0, size)
            .map(({ name, stock, minimum }) => entry(name, t.left(stock, minimum), columns)),
  },
];

const GAP = 3;

/** Lists beside each other. */
const listRows = (data: Dashboard, columns: number, t: Words): readonly Line[] => {
  const size = columns >= WIDE ? 10 : 5;
  const each = Math.floor((columns - 2 * GAP) / 3);
  const lists = listsOf(data, size, each, t);
  const across = (cells: readonly string[]): string =>
    cells
      .map((cell) => fitted(cell, each))
      .join(' '.repeat(GAP))
      .trimEnd();
  const height = Math.max(1, ...lists.map(({ lines }) => lines.length));
  return [
    [[across(lists.map(({ title }) => title)), 'strong']],
    ...Array.from(
      { length: height },
      (_, at): Line => [[across(lists.map(({ lines }) => lines[at] ?? (at === 0 ? '—' : '')))]],
    ),
  ];
};

const tillRow = (till: TillNow, t: Words): Line => [
  [fitted(till.code, LABEL)],
  till.shift
    ? [t.openSince(till.shift.openedAt.slice(11, 16), till.shift.openedBy), 'good']
    : [t.closed, 'dim'],
  ...(till.waiting > 0 ? [[`  ${t.printing(till.waiting)}`] as Span] : []),
  ...(till.uncertain > 0 ? [[`  ${t.uncertain(till.uncertain)}`, 'warn'] as Span] : []),
];

/** Whom a mail did not reach for good, and why; F8 of the page of mail tries again. */
const mailRows = ({ mail }: Dashboard, columns: number): readonly Line[] =>
  mail.failures.map(({ to, reason }) => [[cut(clean(`  ✗ ${to}: ${reason}`), columns), 'warn']]);

/** Only what is not settled: approved invoices are nobody's care. */
const invoiceRows = ({ invoices }: Dashboard, t: Words): readonly Line[] => {
  if (invoices === null) return [];
  const { unsigned, waiting, inProcess, rejected, oldestHours, ofVoided } = invoices;
  const text = t.invoices(unsigned + waiting + inProcess, rejected, oldestHours ?? 0);
  const style = warningOf(invoices) === 48 ? 'danger' : rejected > 0 || warningOf(invoices) ? 'warn' : 'dim';
  return [[[text, style]], ...(ofVoided === 0 ? [] : [[[t.invoicesOfVoided(ofVoided), 'danger']] as Line])];
};

const day = (iso: string): string => iso.slice(5).split('-').reverse().join('/');

/** What is compared with what. */
export const comparedLine = ({ day: iso, dayBefore, until }: Dashboard, t: Words): string => {
  const weekday = t.weekdays[new Date(`${iso}T12:00:00Z`).getUTCDay()] ?? '';
  return t.compared(weekday, day(iso), day(dayBefore), until);
};

export const dashboardRows = (data: Dashboard, columns: number, t: Words): readonly Line[] => {
  const space: readonly Line[] = columns >= WIDE ? [[['']]] : [];
  return [
    ...headRows(data, t),
    ...space,
    ...hourRows(data, columns, t),
    ...space,
    ...listRows(data, columns, t),
    ...space,
    [
      [t.tills, 'strong'],
      [`   ${t.mail(data.mail.waiting, data.mail.failed)}`, data.mail.failed > 0 ? 'warn' : 'dim'],
    ],
    ...mailRows(data, columns),
    ...data.tills.map((till) => tillRow(till, t)),
    ...invoiceRows(data, t),
  ];
};

/** The sum of the day, for a title. */
export const daySum = ({ today }: Dashboard): string => formatGsWithUnit(today.sales);
