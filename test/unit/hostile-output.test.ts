import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showLogs } from '../../src/cli/actions/logs.ts';
import { processContext } from '../../src/cli/main-context.ts';
import { csv, json, present } from '../../src/cli/output.ts';
import { pairs, table } from '../../src/cli/table.ts';
import { csvField } from '../../src/domain/csv-field.ts';
import { isErrorCode } from '../../src/domain/errors.ts';
import { tableLine, templateTable } from '../../src/domain/export-table.ts';
import { unwrapped } from '../../src/domain/import-cells.ts';
import { COLUMNS, IMPORT_KINDS } from '../../src/domain/import-columns.ts';
import { escapeHtml } from '../../src/domain/report-html.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { makeLook } from '../../src/tui/look.ts';
import { messages } from '../support/words.ts';

/* Names that try to drive what shows them: a terminal, a spreadsheet, a browser. */

const EVIL = [
  '\u001b[2J\u001b[1;1H',
  '\u001b]52;c;cm0gLXJmIC8K\u0007',
  '\u001b]0;titulo\u001b\\',
  '\u009b31m\u009d52;c;AAAA\u009c',
  '\u0090q#0\u009c',
  'a\u202egpj.exe\u202c\u2066x\u2069\u200f\u061c',
  'a\rb\u0008\u007f\u0000',
].join('X');
/** What a terminal acts on, and what turns text round. A line feed ends a line and nothing more. */
const DRIVES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+cmd|x',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  "'=1+1",
  "''=1",
  '=HYPERLINK("http://x";"y")',
];
const RUNS = /^"?[=+\-@\t\r]/;

test('tables, pairs, words and JSON of commands carry nothing that drives a terminal', () => {
  const rows = [{ name: EVIL, note: EVIL }];
  const shown = [
    table(
      rows,
      [
        { title: 'Nombre', value: ({ name }) => name, shrinks: true },
        { title: 'Nota', value: ({ note }) => note },
      ],
      80,
    ),
    pairs([['Nombre', EVIL]]),
    json({ [EVIL]: EVIL }),
    csv([{ nombre: EVIL }])
      .replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n'),
    present({ data: 0, text: () => EVIL }, {}, 80),
    escapeHtml(EVIL),
  ];
  for (const text of shown) {
    expect(text).not.toMatch(DRIVES);
    expect(text).toContain('X');
  }
  expect(JSON.parse(json({ a: EVIL }))).toEqual({ a: EVIL });
});

test('the screen shows the letters of such a name and none of its orders', () => {
  for (const theme of ['dark', 'mono'] as const) {
    const row = makeLook(messages('es'), theme, false).row(60, [[EVIL, 'danger']], [[EVIL, 'dim']]);
    expect(row.replace(/\u001b\[[0-9;]*m/g, '')).not.toMatch(DRIVES);
    expect(row).not.toContain('[2J\u001b');
  }
});

test('every refusal, in every language, is one line for people whatever is in it', async () => {
  const said: string[] = [];
  const real = process.stderr.write;
  process.stderr.write = ((text: string) => said.push(text) > 0) as never;
  try {
    const anything = new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? undefined : EVIL) });
    for (const language of LANGUAGES) {
      const { say } = await processContext({ POS_LANG: language }, language);
      for (const [code, sentence] of Object.entries(messages(language).errors)) {
        expect(isErrorCode(code)).toBe(true);
        say(sentence(anything as never));
      }
    }
  } finally {
    process.stderr.write = real;
  }
  expect(said.length).toBeGreaterThan(200);
  for (const line of said) expect(line).not.toMatch(DRIVES);
});

test('pos logs shows what somebody wrote into them, and obeys none of it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'pos-registro-'));
  try {
    mkdirSync(join(home, 'logs'), { mode: 0o700 });
    const line = {
      nivel: 'warn',
      hora: '2026-11-26T15:00:00Z',
      programa: EVIL,
      pid: 1,
      evento: EVIL,
      usuario: EVIL,
    };
    writeFileSync(join(home, 'logs', 'pos-2026-11-26.log'), `${JSON.stringify(line)}\n${EVIL}\n`);
    const said: string[] = [];
    const real = await processContext({ POS_HOME: home, HOME: home }, 'es');
    const context = {
      ...real,
      out: (text: string) => void said.push(text),
      present: (...[what, flags]: Parameters<typeof real.present>) =>
        void said.push(present(what, flags, 80)),
    };
    for (const flags of [{}, { json: true }, { csv: true }])
      await showLogs(context, { date: '2026-11-26', ...flags });
    expect(said).toHaveLength(3);
    for (const text of said) expect(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')).not.toMatch(DRIVES);
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('no cell of a CSV is a formula where it is opened, and comes back as it was where it is imported', () => {
  for (const text of FORMULAS) {
    for (const separator of [',', ';']) expect(csvField(text, separator)).not.toMatch(RUNS);
    expect(csv([{ nombre: text, [text]: 1 }])).not.toMatch(/(?:^|[;\n\ufeff])"?[=+\-@\t]/);
  }
  for (const amount of ['-5.000', '+595 21 555-123', '-1', '2026-01-31'])
    expect(csvField(amount)).toBe(amount);
  const open: string[] = [];
  for (const kind of IMPORT_KINDS)
    for (const style of ['plain', 'excel'] as const)
      for (const column of COLUMNS[kind]) {
        expect(templateTable(kind, style)).not.toMatch(/(?:^|[,;\n])"?[=+@\t]/);
        for (const text of FORMULAS) {
          const separator = style === 'excel' ? ';' : ',';
          const [cell = ''] = tableLine(kind, { [column.field]: text }, style)
            .split(separator)
            .filter((each) => each.trim());
          if (!column.text) open.push(`${kind}.${column.field}`);
          else {
            expect([column.field, cell]).toEqual([column.field, expect.not.stringMatching(RUNS)]);
            if (!/[\t\r";]/.test(text)) expect(unwrapped(cell.trim())).toBe(text);
          }
        }
      }
  // Of the others each is a number, a day or a yes or no.
  for (const place of new Set(open)) {
    const [kind = '', field = ''] = place.split('.');
    const column = COLUMNS[kind as (typeof IMPORT_KINDS)[number]].find((each) => each.field === field);
    for (const example of column?.examples ?? [])
      expect([place, example]).toEqual([place, expect.stringMatching(/^(?:[\d.,/ %-]*|si|no)$/)]);
  }
});
