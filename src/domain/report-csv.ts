import { CSV_MARK, csvLine } from './csv-field.ts';
import { REPORT_COLUMNS, type Report, type ReportTable, type ReportWords, type Value } from './report.ts';
import { emptyText, madeAtText, tableTitle, titleOf, valueText } from './report-text.ts';

/** Numbers stay numbers, so that the spreadsheet can add them up; the rest is said as people read it. */
const cell = (value: Value, at: number, table: ReportTable, report: Report, words: ReportWords) => {
  const column = table.columns[at] ?? 'name';
  if (typeof value === 'number' && REPORT_COLUMNS[column] !== 'hour') return value;
  if (value === null && column !== 'name') return '';
  return valueText(value, column, report, words);
};

const tableCsv = (table: ReportTable, report: Report, words: ReportWords): string =>
  [
    csvLine([tableTitle(table, report, words)]),
    csvLine(table.columns.map((column) => words.columns[column])),
    ...table.rows.map((row) => csvLine(row.map((value, at) => cell(value, at, table, report, words)))),
    ...(table.total
      ? [csvLine(table.total.map((value, at) => (value === null ? (at === 0 ? words.total : '') : value)))]
      : []),
  ].join('');

/** The tables of a report one under the other, each under its name. */
export const reportCsv = (report: Report, words: ReportWords): string => {
  const nothing = emptyText(report, words);
  return [
    CSV_MARK + csvLine([report.store, titleOf(report, words), madeAtText(report, words)]),
    ...(nothing ? [csvLine([nothing])] : []),
    ...report.tables
      .filter(({ rows }) => rows.length > 0)
      .map((table) => `\r\n${tableCsv(table, report, words)}`),
  ].join('');
};
