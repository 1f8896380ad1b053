import { describe, expect, it } from 'vitest';
import { reportPaper } from '../../src/domain/receipt-report.ts';
import type { Report, ReportTable } from '../../src/domain/report.ts';
import { reportCsv } from '../../src/domain/report-csv.ts';
import { lowStockTable } from '../../src/domain/report-daily.ts';
import { renderHtml } from '../../src/domain/report-html.ts';
import { shiftsTable } from '../../src/domain/report-lists.ts';
import { tableFrom } from '../../src/domain/report-tables.ts';
import { reportText } from '../../src/tui/office/pages/report-rows.ts';
import { STORE } from '../support/fakes.ts';
import { messages } from '../support/words.ts';

const { receipt } = messages('es');
const words = receipt.reports;

const report = (
  kind: Report['kind'],
  tables: readonly ReportTable[],
  over: Partial<Report> = {},
): Report => ({
  kind,
  from: '2026-11-24',
  to: '2026-11-24',
  grain: null,
  store: 'Cantina Tita',
  till: null,
  madeAt: '2026-11-26 15:00',
  partial: false,
  future: false,
  empty: false,
  tables,
  ...over,
});

const taxes = tableFrom(
  'taxes',
  [{ rate: 10, invoiced: 'no', gross: 25_000, back: 0, base: 25_000, tax: 0, amount: 25_000 }],
  (['rate', 'invoiced', 'gross', 'back', 'base', 'tax', 'amount'] as const).map((column) => [
    column,
    (row) => row[column],
  ]),
);
const soldOut = lowStockTable([{ code: 'P007', name: 'Chipa', stock: 0, minimum: 5 }]);
const shift = shiftsTable([
  {
    till: '001',
    z: 1,
    openedAt: '2026-11-24 07:00:00',
    closedAt: '2026-11-24 17:00:00',
    openedBy: 'Carolina Ayala',
    closedBy: 'Carolina Ayala',
    float: 50_000,
    sales: 250_000,
    expected: 300_000,
    counted: 300_000,
    difference: 0,
    reason: null,
  },
]);

describe.each([60, 80, 160])('a report of %i columns', (room) => {
  it.each([
    ['taxes', taxes, words.columns.rate, words.columns.tax],
    ['stock', soldOut, words.columns.code, words.columns.stock],
    ['shifts', shift, words.columns.till, words.columns.difference],
  ] as const)('%s keeps what it is read for, also where it is zero', (kind, table, first, title) => {
    const [head = ''] = reportText(report(kind, [table]), room, words)
      .split('\n')
      .filter((line) => line.startsWith(first));
    expect(head.split(/ +/)).toContain(title);
  });
});

describe('the sheet of another day', () => {
  const shown = (of: Report): readonly string[] => [
    reportText(of, 80, words),
    renderHtml(of, words),
    reportCsv(of, words),
    JSON.stringify(reportPaper(of, STORE, receipt, { copy: 0 }).lines),
  ];

  it('says that the stock is that of today', () => {
    for (const text of shown(report('daily', [soldOut]))) expect(text).toContain('Stock bajo (hoy)');
    for (const text of shown(report('daily', [soldOut], { partial: true })))
      expect(text).not.toContain('(hoy)');
  });

  it('says that a date has not come yet', () => {
    for (const text of shown(report('daily', [], { partial: true, future: true, empty: true }))) {
      expect(text).toContain('Esa fecha todavía no llegó');
      expect(text).not.toContain('El día no terminó');
    }
  });
});
