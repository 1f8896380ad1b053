import { cleanText } from './receipt-text.ts';
import { REPORT_COLUMNS, type Report, type ReportTable, type ReportWords, type Value } from './report.ts';
import { columnChart } from './report-svg.ts';
import {
  emptyText,
  isNumeric,
  madeAtText,
  subtitleOf,
  tableTitle,
  textTable,
  titleOf,
  valueText,
} from './report-text.ts';

/*
 * Pages of reports: to be opened, printed, mailed.
 */

/** Text as it stands between tags or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  cleanText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const INK = '#1f2937';
const DIM = '#6b7280';
const BAR = '#0f766e';
const PAPER = '#f3f4f6';

/** Mail programs drop style sheets: what must look right everywhere is written on the element. */
const EDGE = 'border-bottom:1px solid #e5e7eb;';

const STYLE = `
  @page { margin: 14mm; }
  body { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  section, tr, svg { break-inside: avoid; }
  h2 { break-after: avoid; }
  @media print { main { box-shadow: none !important; max-width: none !important; padding: 0 !important; } }
`;

/** With more columns there is no room for bars, and cells move together: a page of paper is 700 points wide. */
const MOST_COLUMNS = 7;

const isWide = ({ columns }: ReportTable): boolean => columns.length > MOST_COLUMNS;
const cellOf = (table: ReportTable): string =>
  `${isWide(table) ? 'padding:5px 4px;' : 'padding:5px 10px;'}${EDGE}`;
const headOf = (table: ReportTable): string =>
  `${cellOf(table)}color:${DIM};font-weight:600;font-size:${isWide(table) ? 11 : 12}px;`;

const hasBars = (table: ReportTable): boolean =>
  table.bars !== null && table.rows.length > 1 && !isWide(table);

/** @param most the value of the longest bar */
const barOf = (value: Value, most: number, cell: string): string => {
  const part = typeof value === 'number' && value > 0 && most > 0 ? Math.max(1, (value / most) * 100) : 0;
  return `<td style="${cell}width:28%"><div style="background:${BAR};height:10px;border-radius:2px;width:${part.toFixed(1)}%"></div></td>`;
};

const tint = (value: Value, column: ReportTable['columns'][number]): string => {
  if (typeof value !== 'number') return '';
  const judged = REPORT_COLUMNS[column] === 'change' || column === 'difference';
  return judged && value < 0 ? 'color:#b45309;' : judged && value > 0 ? 'color:#047857;' : '';
};

const rowsOf = (table: ReportTable, report: Report, words: ReportWords): string => {
  const { rows, total } = textTable(table, report, words);
  const at = table.bars === null ? -1 : table.columns.indexOf(table.bars);
  const most = Math.max(0, ...table.rows.map((row) => Number(row[at] ?? 0)));
  const drawn = hasBars(table);
  const cell = cellOf(table);
  const cells = (texts: readonly string[], values: readonly Value[] | null, style: string): string =>
    texts
      .map((text, i) => {
        const column = table.columns[i] ?? 'name';
        const align = isNumeric(column) ? 'text-align:right;white-space:nowrap;' : '';
        return `<td style="${cell}${align}${style}${tint(values?.[i] ?? null, column)}">${escapeHtml(text)}</td>`;
      })
      .join('');
  const bar = (value: Value): string => (drawn ? barOf(value, most, cell) : '');
  const body = rows.map(
    (texts, i) => `<tr>${cells(texts, table.rows[i] ?? null, '')}${bar(table.rows[i]?.[at] ?? null)}</tr>`,
  );
  const sum = total
    ? `<tr>${cells(total, null, 'font-weight:700;background:#f9fafb;')}${drawn ? `<td style="${cell}"></td>` : ''}</tr>`
    : '';
  return body.join('\n') + sum;
};

const tableHtml = (table: ReportTable, report: Report, words: ReportWords): string => {
  const head = headOf(table);
  const heads = table.columns
    .map(
      (column) =>
        `<th style="${head}text-align:${isNumeric(column) ? 'right' : 'left'}">${escapeHtml(words.columns[column])}</th>`,
    )
    .join('');
  const drawn = hasBars(table);
  return `<div style="overflow-x:auto"><table style="border-collapse:collapse;width:100%;font-size:${isWide(table) ? 13 : 14}px" cellspacing="0">
<thead><tr>${heads}${drawn ? `<th style="${head}"></th>` : ''}</tr></thead>
<tbody>${rowsOf(table, report, words)}</tbody></table></div>`;
};

/** Hours and periods also have a chart: their order is what one looks for. */
const chartOf = (table: ReportTable, report: Report, words: ReportWords): string => {
  if (table.bars === null || !['hours', 'periods'].includes(table.id) || table.rows.length < 2) return '';
  const at = table.columns.indexOf(table.bars);
  const bars = table.rows.map((row) => ({
    label: valueText(row[0] ?? null, table.columns[0] ?? 'name', report, words),
    value: Number(row[at] ?? 0),
    text: valueText(row[at] ?? null, table.bars ?? 'net', report, words),
  }));
  return columnChart(
    bars.map((bar) => ({ ...bar, label: escapeHtml(bar.label), text: escapeHtml(bar.text) })),
    { bar: BAR, ink: DIM },
  );
};

const sectionOf = (table: ReportTable, report: Report, words: ReportWords): string =>
  table.rows.length === 0
    ? ''
    : `<section style="margin:26px 0 0"><h2 style="font-size:16px;margin:0 0 8px;color:${INK}">${escapeHtml(tableTitle(table, report, words))}</h2>
${chartOf(table, report, words)}${tableHtml(table, report, words)}</section>`;

/**
 * One self-contained page: nothing is loaded from anywhere, whatever people typed stands there as text, and it can be
 * printed or mailed as it is.
 */
export const renderHtml = (report: Report, words: ReportWords, language = 'es'): string => {
  const title = escapeHtml(titleOf(report, words));
  const nothing = emptyText(report, words);
  const notes = [
    ...(nothing ? [nothing] : []),
    ...(report.partial && !report.future && report.kind === 'daily' ? [words.partial] : []),
  ];
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(report.store)} · ${title}</title>
<style>${STYLE}</style>
</head>
<body style="margin:0;background:${PAPER};color:${INK};font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<main style="max-width:860px;margin:0 auto;background:#fff;padding:28px 32px;box-shadow:0 1px 4px rgba(0,0,0,.12)">
<header style="border-bottom:3px solid ${BAR};padding-bottom:12px">
<div style="color:${DIM};font-size:14px">${escapeHtml(report.store)}</div>
<h1 style="font-size:24px;margin:2px 0 4px">${escapeHtml(words.kinds[report.kind])}</h1>
<div style="font-size:15px">${escapeHtml(subtitleOf(report, words))}</div>
</header>
${notes.map((note) => `<p style="color:${DIM};font-size:14px;margin:14px 0 0">${escapeHtml(note)}</p>`).join('\n')}
${report.tables.map((table) => sectionOf(table, report, words)).join('\n')}
<footer style="margin-top:28px;color:${DIM};font-size:12px">${escapeHtml(madeAtText(report, words))}</footer>
</main>
</body>
</html>
`;
};
