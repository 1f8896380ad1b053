import { weekdayOf } from './business-time.ts';
import { formatGs } from './money.ts';
import {
  type ColumnId,
  REPORT_COLUMNS,
  type Report,
  type ReportTable,
  type ReportWords,
  type Value,
  type WordId,
} from './report.ts';

/*
 * How the values of reports are said to people, in whatever they are shown.
 */

/** What stands where a value is not there. */
const NONE = '—';

export const dayText = (iso: string): string => iso.split('-').reverse().join('/');

/** A month as `noviembre 2026`. */
const monthText = (month: string, words: ReportWords): string =>
  `${words.months[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;

const periodText = (period: string, report: Report, words: ReportWords): string => {
  if (report.grain === 'month') return monthText(period, words);
  if (report.grain === 'week') return words.week(dayText(period));
  return `${dayText(period)} ${(words.weekdays[weekdayOf(period)] ?? '').slice(0, 3)}`;
};

const percent = (value: number, signed: boolean): string =>
  `${signed && value > 0 ? '+' : ''}${formatGs(value)} %`;

/** A value for people. */
export const valueText = (value: Value, column: ColumnId, report: Report, words: ReportWords): string => {
  if (value === null) return column === 'name' ? words.words.noClient : NONE;
  const unit = REPORT_COLUMNS[column];
  if (typeof value === 'number') {
    if (unit === 'hour') return `${String(value).padStart(2, '0')}:00`;
    if (unit === 'percent' || unit === 'rate') return percent(value, false);
    return unit === 'change' ? percent(value, true) : formatGs(value);
  }
  if (unit === 'word') return words.words[value as WordId] ?? value;
  if (unit === 'period') return periodText(value, report, words);
  if (unit === 'moment') return `${dayText(value.slice(0, 10))} ${value.slice(11, 16)}`;
  return unit === 'day' ? dayText(value) : value;
};

export const isNumeric = (column: ColumnId): boolean =>
  ['number', 'percent', 'change', 'rate'].includes(REPORT_COLUMNS[column]);

/** Titles and values as texts; the last row is the total where there is one. */
export interface TextTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
}

export const textTable = (table: ReportTable, report: Report, words: ReportWords): TextTable => ({
  titles: table.columns.map((column) => words.columns[column]),
  rows: table.rows.map((row) =>
    row.map((value, at) => valueText(value, table.columns[at] ?? 'name', report, words)),
  ),
  total:
    table.total?.map((value, at) => {
      if (value !== null) return valueText(value, table.columns[at] ?? 'name', report, words);
      return at === 0 ? words.total : '';
    }) ?? null,
});

/** `jueves 26/11/2026`, or from when to when. */
export const spanText = ({ from, to }: Report, words: ReportWords): string =>
  from === to
    ? `${words.weekdays[weekdayOf(from)] ?? ''} ${dayText(from)}`
    : `${dayText(from)} – ${dayText(to)}`;

/** What a report is of: dates, till. */
export const subtitleOf = (report: Report, words: ReportWords): string =>
  [spanText(report, words), ...(report.till ? [words.onTill(report.till)] : [])].join(' · ');

export const madeAtText = ({ madeAt }: Report, words: ReportWords): string =>
  words.madeAt(`${dayText(madeAt.slice(0, 10))} ${madeAt.slice(11, 16)}`);

/** Stock is known as it is now: beside the sales of another day that is said. */
export const tableTitle = ({ id }: ReportTable, report: Report, words: ReportWords): string => {
  const ofToday = report.partial && !report.future;
  return id === 'lowStock' && report.kind === 'daily' && !ofToday
    ? words.asOfNow(words.tables[id])
    : words.tables[id];
};

/** Why there is nothing to read; null: there is something. */
export const emptyText = (report: Report, words: ReportWords): string | null => {
  if (report.future) return words.future;
  return report.empty ? words.empty : null;
};

/** For mail and files: store, title, dates. */
export const titleOf = (report: Report, words: ReportWords): string =>
  [words.kinds[report.kind], spanText(report, words)].join(' · ');
