import type { imports as source } from '../es/cli-imports.ts';

export const imports = {
  description: 'templates of CSV files; “pos product|client|stock import” takes them',
  template: 'prints an example file with all titles',
  kind: 'products, families or stock',
  import: 'shows what a CSV file would change; with --apply imports it, all or nothing',
  importFile: 'CSV file in UTF-8, UTF-16 or Windows-1252, with comma, semicolon or tab',
  apply: 'writes the changes if no row has errors',
  fingerprint: 'applies only if the preview is still this one (“huella” in --json)',
  reason: 'why it is approved, where somebody must approve it',
  limit: 'how many changes to show (20 if missing; with --json or --csv, all)',
  export: 'writes everything to a CSV file that can be imported again',
  exportFile: 'file to write; if missing or “-”, it is printed',
  excel: 'as Excel opens it: UTF-8 with its mark and semicolons',
  force: 'replaces the file if it is there',
  templateExamples: [
    ['pos import template products > products.csv', 'to fill in and import'],
    ['pos import template families --excel > families.csv', 'to open with Excel'],
  ] as [string, string][],
  productExamples: [
    ['pos product import products.csv', 'what would change, writing nothing'],
    ['pos product import products.csv --apply', 'imports it, all or nothing'],
  ] as [string, string][],
  clientExamples: [
    ['pos client import families.csv', 'what would change, writing nothing'],
    ['pos client import families.csv --apply', 'imports it, all or nothing'],
  ] as [string, string][],
  stockExamples: [
    ['pos stock import stock.csv', 'what would change, writing nothing'],
    ['pos stock import stock.csv --apply', 'the stock becomes what the file says'],
  ] as [string, string][],
  productExportExamples: [
    ['pos product export products.csv', 'all of them, also the inactive ones'],
    ['pos product export --excel products.csv', 'to open with Excel'],
  ] as [string, string][],
  clientExportExamples: [['pos client export families.csv', 'a line for each student']] as [string, string][],
  stockExportExamples: [['pos stock export stock.csv', 'how many there are of each product']] as [
    string,
    string,
  ][],
  columns: { line: 'Line', key: 'Key', name: 'Name', what: 'What happens' },
  more: (rest: number) => `… and ${rest} more (add --limit, --json or --csv).`,
  errors: 'Errors:',
  warnings: 'Warnings:',
  howToApply: 'Add --apply to write it.',
  reading: (percent: number) => `Reading ${percent} %`,
  applying: 'Saving…',
} satisfies typeof source;
