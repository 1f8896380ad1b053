import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ERROR_CLASSES } from '../../src/domain/errors.ts';
import { messages } from '../support/words.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const textsOf = (directory: string, kind: RegExp): { file: string; text: string }[] =>
  readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .filter((file) => kind.test(file))
    .map((file) => ({
      file: join(directory, file),
      text: readFileSync(join(ROOT, directory, file), 'utf8'),
    }));

const program = textsOf('src', /\.tsx?$/).filter(({ file }) => !file.startsWith(join('src', 'i18n')));

/** Every word's path, arrays counted as one word. */
const paths = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, each]) => paths(each, [...path, key]))
    : [path];

/** Tables that are read with a value in brackets: their keys are values of the program, in quotes or as a key. */
const BY_VALUE = [
  'office.invoices.filters',
  'cli.audit.actions',
  'cli.invoice.eventKinds',
  'cli.invoice.eventStates',
  'cli.invoice.kinds',
  'cli.invoice.states',
  'cli.invoice.undoLater',
  'cli.invoiceSetup.checks',
  'cli.invoiceSetup.faults',
  'cli.invoiceSetup.fields',
  'cli.invoiceSetup.flags',
  'cli.invoiceSetup.remedies',
  'cli.sale.states',
  'cli.shift.states',
  'cli.till',
  'backup.progress',
  'backup.series',
  'backup.sums',
  'config.from',
  'config.meanings',
  'demo.screens',
  'doctor.display.themes',
  'doctor.states',
  'errors',
  'notify.kinds',
  'notify.settings.readers',
  'notify.states',
  'office.cards.kinds',
  'office.cards.states',
  'office.mail.filters',
  'office.mail.settings.limits',
  'office.menu.purposes',
  'office.reports.grains',
  'office.reports.styles',
  'office.people.can',
  'office.people.roles',
  'office.titles',
  'office.stock.kinds',
  'office.stock.movements',
  'office.stock.states',
  'office.imports.kinds',
  'office.imports.purposes',
  'office.imports.reasons',
  'office.imports.styles',
  'printing.commands',
  'printing.faults',
  'printing.kinds',
  'printing.states',
  'reports.columns',
  'reports.kinds',
  'reports.purposes',
  'receipt.reports.purposes',
  'reports.tables',
  'reports.words',
  'receipt.reports.columns',
  'receipt.reports.kinds',
  'receipt.reports.tables',
  'receipt.reports.words',
  'screen.about',
  'screen.header.database',
  'screen.header.printer',
  'screen.hints',
  'screen.keyNames',
  'screen.keys',
  'screen.notices',
  'screen.payment.deadCard',
  'screen.payment.invoiceWhy',
  'screen.question.undoInvoice',
  'screen.printing.states',
  'screen.reasons',
  'screen.scopes',
  'screen.severities',
  'screen.student.dead',
  'server.db.schema',
  'server.db.verbs',
  'server.progress',
  'setup.fields',
  'setup.states',
  'setup.taxModes',
  'setup.titles',
  'sifen.codes',
  'sifen.troubles',
];

const whole = program.map(({ text }) => text).join('\n');

const isValue = (word: string): boolean => {
  const reason = word.replace(/^invoice_/, '');
  return new RegExp(`'${reason}'|\\b${reason}:|\\.${reason}\\b`).test(whole);
};

const speaking = program.filter(({ text }) => /\b(?:words|messages|Words|Messages)\b/.test(text));

/** Read as `.word`, or taken out of braces, in a file that knows words and names the section around it. */
const isRead = (section: string, word: string): boolean => {
  const read = new RegExp(
    `\\.${word}\\b|\\{[^{}]*\\b${word}\\b[^{}]*\\} = [^;]*\\b(?:${section}|messages)\\b`,
  );
  const around = new RegExp(`\\b${section}\\b`);
  return speaking.some(({ text }) => around.test(text) && read.test(text));
};

test('words: none is there that nobody says', () => {
  const unused = paths(messages('es')).filter((path) => {
    const section = path.slice(0, -1).join('.');
    const word = path.at(-1) ?? '';
    return BY_VALUE.includes(section) ? !isValue(word) : !isRead(path.at(-2) ?? '', word);
  });
  expect(unused.map((path) => path.join('.'))).toEqual([]);
});

test('errors: every code is raised somewhere', () => {
  const raisers = [...program, ...textsOf('migrations', /\.(?:ts|sql)$/), ...textsOf('seeds', /\.ts$/)];
  const raised = (code: string): boolean =>
    raisers.some(({ text }) =>
      new RegExp(`(?:posError\\(\\s*|sp_rechazar\\((?:CONCAT\\()?|MESSAGE_TEXT = )'${code}\\b`).test(text),
    );
  expect(Object.keys(ERROR_CLASSES).filter((code) => !raised(code))).toEqual([]);
});
