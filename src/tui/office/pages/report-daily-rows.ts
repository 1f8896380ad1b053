import { barRows } from '../../../domain/dashboard.ts';
import { formatGs } from '../../../domain/money.ts';
import { cleanText } from '../../../domain/receipt-text.ts';
import {
  type ColumnId,
  type Report,
  type ReportWords,
  type TableId,
  tableOf,
  type Value,
} from '../../../domain/report.ts';
import { tableTitle, valueText } from '../../../domain/report-text.ts';
import { fitTo, lyingBar } from '../../../domain/text-table.ts';
import type { Span } from '../../look.ts';
import { beside, entry, GAP, heading, type Line } from './report-parts.ts';

/*
 * The owner's sheet: what one wants to know of a day, on one page of 80 columns.
 */

const BLANK: Line = [['']];
const HOUR = 3;
const BAR_ROWS = 3;
const BEST = 8;
const MOST_LOW = 12;

interface Sheet {
  readonly report: Report;
  readonly words: ReportWords;
  readonly room: number;
}

const rowsOf = ({ report }: Sheet, id: TableId): readonly (readonly Value[])[] =>
  tableOf(report, id)?.rows ?? [];

/** A row's values by their columns. */
const reader =
  ({ report, words }: Sheet, id: TableId) =>
  (row: readonly Value[]) => {
    const at = (column: ColumnId): number => tableOf(report, id)?.columns.indexOf(column) ?? -1;
    return {
      value: (column: ColumnId): Value => row[at(column)] ?? null,
      number: (column: ColumnId): number => Number(row[at(column)] ?? 0),
      text: (column: ColumnId): string =>
        cleanText(valueText(row[at(column)] ?? null, column, report, words)),
    };
  };

const changeOf = (value: Value, text: string): Span => [
  fitTo(typeof value === 'number' ? text : '', 8, 'right'),
  typeof value !== 'number' || value === 0 ? 'dim' : value > 0 ? 'good' : 'warn',
];

/** Today beside yesterday and the same weekday of last week. */
const summary = (sheet: Sheet): readonly Line[] => {
  const { words, room } = sheet;
  const label = Math.min(18, room - 62);
  const figures = rowsOf(sheet, 'summary').map((row): Line => {
    const of = reader(sheet, 'summary')(row);
    return [
      [fitTo(of.text('figure'), label)],
      [fitTo(of.text('today'), 15, 'right'), 'strong'],
      [fitTo(of.text('yesterday'), 16, 'right'), 'dim'],
      changeOf(of.value('againstYesterday'), of.text('againstYesterday')),
      [fitTo(of.text('lastWeek'), 14, 'right'), 'dim'],
      changeOf(of.value('againstLastWeek'), of.text('againstLastWeek')),
    ];
  });
  const titles: Line = [
    [
      ' '.repeat(label) +
        fitTo(words.columns.today, 15, 'right') +
        fitTo(words.columns.yesterday, 16, 'right') +
        fitTo(words.columns.lastWeek, 8 + 14, 'right'),
      'dim',
    ],
  ];
  return [titles, ...figures];
};

const hours = (sheet: Sheet): readonly Line[] => {
  const rows = rowsOf(sheet, 'hours').map(reader(sheet, 'hours'));
  if (rows.length === 0) return [];
  const told = rows.map((row) => row.number('hour'));
  const [first = 0, last = 0] = [told[0], told.at(-1)];
  // Past midnight, where the day ends later.
  const count = ((last - first + 24) % 24) + 1;
  const all = Array.from({ length: count }, (_, at) => (first + at) % 24);
  const net = all.map((hour) =>
    Math.max(0, rows.find((row) => row.number('hour') === hour)?.number('net') ?? 0),
  );
  const best = Math.max(...net);
  const bars = barRows(net, BAR_ROWS).map(
    (line, at): Line => [
      [' '],
      [[...line].map((bar) => `${bar.repeat(HOUR - 1)} `).join(''), 'accent'],
      [at === 0 ? ` ${formatGs(best)}` : '', 'dim'],
    ],
  );
  const labels = all.map((hour) => String(hour).padStart(2, '0').padEnd(HOUR)).join('');
  return [heading(sheet.words.tables.hours, sheet.room), ...bars, [[` ${labels}`, 'dim']]];
};

const methods = (sheet: Sheet, room: number): readonly Line[] => {
  const told = rowsOf(sheet, 'methods')
    .map(reader(sheet, 'methods'))
    .filter((row) => row.number('gross') !== 0 || row.number('net') !== 0);
  const most = Math.max(0, ...told.map((row) => row.number('net')));
  const bar = Math.max(0, Math.min(12, room - 34));
  return [
    heading(sheet.words.tables.methods, room),
    ...told.map((row): Line => {
      const figure = `${row.text('net')} ${row.text('share').padStart(5)}`;
      return [
        ...entry(row.text('name'), figure, room - (bar > 0 ? bar + 1 : 0), 'strong'),
        ...(bar > 0 ? [[` ${fitTo(lyingBar(row.number('net'), most, bar), bar)}`, 'accent'] as Span] : []),
      ];
    }),
  ];
};

const best = (sheet: Sheet, room: number): readonly Line[] => [
  heading(sheet.words.tables.bestSellers, room),
  ...rowsOf(sheet, 'bestSellers')
    .slice(0, BEST)
    .map(reader(sheet, 'bestSellers'))
    .map((row) => entry(row.text('name'), `${row.text('units')} × ${row.text('net').padStart(9)}`, room)),
];

/** Rows of a figure with how often, e.g. `Anulaciones (2)`. */
const moves = (sheet: Sheet, id: 'movements' | 'cardMoves', room: number): readonly Line[] => {
  const all = rowsOf(sheet, id).map(reader(sheet, id));
  return [
    heading(sheet.words.tables[id], room),
    ...all
      .filter((row, at) => at === 0 || at === all.length - 1 || row.number('amount') !== 0)
      .map((row) => {
        const count = row.number('count');
        const name = count > 0 ? `${row.text('figure')} (${formatGs(count)})` : row.text('figure');
        return entry(name, row.text('amount'), room, row.value('figure') === 'net' ? 'strong' : 'plain');
      }),
  ];
};

const taxes = (sheet: Sheet, room: number): readonly Line[] => [
  heading(
    `${sheet.words.tables.taxes} (${sheet.words.columns.base.toLowerCase()}, ${sheet.words.columns.tax})`,
    room,
  ),
  ...rowsOf(sheet, 'taxes')
    .map(reader(sheet, 'taxes'))
    .map((row): Line => {
      const third = Math.floor((room - 6) / 2);
      return [
        [fitTo(row.text('rate'), 6)],
        [fitTo(row.text('base'), third, 'right'), 'dim'],
        [fitTo(row.text('tax'), room - 6 - third, 'right')],
      ];
    }),
];

const drawer = (sheet: Sheet): readonly Line[] => {
  const rows = rowsOf(sheet, 'drawer').map(reader(sheet, 'drawer'));
  const { words, room } = sheet;
  if (rows.length === 0) return [];
  return [
    BLANK,
    heading(words.tables.drawer, room),
    ...rows.map((row): Line => {
      const off = row.number('difference');
      const open = row.value('state') === 'openShift';
      const money = (column: 'expected' | 'counted'): Span => [
        `  ${words.columns[column].toLowerCase()} ${row.text(column)}`,
        'dim',
      ];
      return [
        [fitTo(`${words.columns.till} ${row.text('till')}`, 10)],
        [fitTo(open ? '' : `Z ${row.text('z')}`, 6)],
        [fitTo(row.text('cashier'), Math.max(8, room - 72))],
        ...(open
          ? [[`  ${row.text('state').toLowerCase()}`, 'warn'] as Span]
          : [
              money('expected'),
              money('counted'),
              [`  ${words.columns.difference.toLowerCase()} `, 'dim'] as Span,
              [row.text('difference'), off === 0 ? 'good' : 'warn'] as Span,
            ]),
      ];
    }),
  ];
};

const lowStock = (sheet: Sheet): readonly Line[] => {
  const rows = rowsOf(sheet, 'lowStock').map(reader(sheet, 'lowStock'));
  const { report, words, room } = sheet;
  const table = tableOf(report, 'lowStock');
  if (!table || rows.length === 0) return [];
  const each = Math.floor((room - GAP) / 2);
  const cells = rows
    .slice(0, MOST_LOW)
    .map((row) => entry(row.text('name'), `${row.text('stock')}/${row.text('minimum')}`, each));
  const half = Math.ceil(cells.length / 2);
  const rest = rows.length - MOST_LOW;
  return [
    BLANK,
    heading(`${tableTitle(table, report, words)} (${rows.length})`, room),
    ...beside(cells.slice(0, half), cells.slice(half), each),
    ...(rest > 0 ? [[[words.noMore(rest), 'dim']] as Line] : []),
  ];
};

export const dailyRows = (report: Report, room: number, words: ReportWords): readonly Line[] => {
  const sheet: Sheet = { report, words, room };
  const left = Math.ceil((room - GAP) / 2);
  const right = room - GAP - left;
  const sold = rowsOf(sheet, 'methods').length + rowsOf(sheet, 'hours').length > 0;
  return [
    ...(report.partial && !report.future ? [[[words.partial, 'dim']] as Line] : []),
    BLANK,
    ...summary(sheet),
    ...(sold
      ? [
          BLANK,
          ...hours(sheet),
          BLANK,
          ...beside(methods(sheet, left), best(sheet, right), left),
          BLANK,
          ...beside(
            moves(sheet, 'movements', left),
            [...taxes(sheet, right), ...moves(sheet, 'cardMoves', right)],
            left,
          ),
        ]
      : []),
    ...drawer(sheet),
    ...lowStock(sheet),
  ];
};
