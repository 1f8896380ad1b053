import { csvField } from './csv-field.ts';
import { REPORT_COLUMNS, type Report, type ReportTable, type ReportWords, type Value } from './report.ts';
import { emptyText, madeAtText, tableTitle, titleOf, valueText } from './report-text.ts';

/** A Spanish spreadsheet separates by semicolons, and takes UTF-8 only behind a byte order mark. */
const SEPARATOR = ';';
const MARK = '\ufeff';

const line = (values: readonly (string | number | null)[]): string =>
  `${values.map((value) => csvField(value, SEPARATOR)).join(SEPARATOR)}\r\n`;

/** Numbers stay numbers, so that the spreadsheet can add them up; the rest is said as people read it. */
const cell = (value: Value, at: number, table: ReportTable, report: Report, words: ReportWords) => {
  const column = table.columns[at] ?? 'name';
  if (typeof value === 'number' && REPORT_COLUMNS[column] !== 'hour') return value;
  if (value === null && column !== 'name') return '';
  return valueText(value, column, report, words);
};

const tableCsv = (table: ReportTable, report: Report, words: ReportWords): string =>
  [
    line([tableTitle(table, report, words)]),
    line(table.columns.map((column) => words.columns[column])),
    ...table.rows.map((row) => line(row.map((value, at) => cell(value, at, table, report, words)))),
    ...(table.total
      ? [line(table.total.map((value, at) => (value === null ? (at === 0 ? words.total : '') : value)))]
      : []),
  ].join('');

/** The tables of a report one under the other, each under its name. */
export const reportCsv = (report: Report, words: ReportWords): string => {
  const nothing = emptyText(report, words);
  return [
    MARK + line([report.store, titleOf(report, words), madeAtText(report, words)]),
    ...(nothing ? [line([nothing])] : []),
    ...report.tables
      .filter(({ rows }) => rows.length > 0)
      .map((table) => `\r\n${tableCsv(table, report, words)}`),
  ].join('');
};
