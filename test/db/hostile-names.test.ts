import type { Command } from 'commander';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { writeToken } from '../../src/adapters/files/session.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { processContext } from '../../src/cli/main-context.ts';
import { present } from '../../src/cli/output.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { PosFailure } from '../../src/domain/errors.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { temporaryHome } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';

/*
 * Names in the database that drive a terminal, a browser and a spreadsheet, as only the owner's account could put them
 * there: whatever command shows them, in whatever form, shows text.
 */

const EVIL = '=1+1<img src=x onerror=alert(1)>\u001b]52;c;QQ==\u0007\u001b[2J\u009b31m\u202eZ';
const MARK = '<img src=x';
const DRIVES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Columns that people fill in; what programs compare is left as it is. */
const TYPED =
  /nombre|descripcion|motivo|observacion|direccion|telefono|referencia|grado|nota$|detalle|asunto|cuerpo|^valor$/;
const READS =
  /^pos (?:sale|card|client|student|product|category|allergen|stock|shift|user|audit|till|token|webhook|print|invoice|report|notify|dashboard)/;
const VERBS =
  /(?: (?:list|show|parked|statement|history|low|movements|check|x|permissions|limits|approvals|deliveries|queue|daily|period|products|categories|cashiers|payments|hours|clients|stock|cards|shifts|restrictions|voids|taxes|export|preview|settings)|dashboard)$/;

let db: TestDatabase;
let context: CliContext;
let said: string[] = [];
let changed = 0;
const home = temporaryHome();

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  const services = databaseServices(db.till);
  for (const card of ['00203', null]) await services.sales.register(saleOf({ nro_tarjeta: card }));
  const [columns] = await db.owner.raw(
    `SELECT c.TABLE_NAME AS tabla, c.COLUMN_NAME AS columna FROM information_schema.COLUMNS c
     JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
     WHERE c.TABLE_SCHEMA = ? AND t.TABLE_TYPE = 'BASE TABLE' AND c.DATA_TYPE IN ('varchar', 'text')`,
    [db.name],
  );
  for (const { tabla, columna } of columns as { tabla: string; columna: string }[]) {
    if (!TYPED.test(columna)) continue;
    const rows = db.owner(tabla);
    if (tabla === 'ajustes') rows.where('clave', 'like', 'tienda%');
    // Ledgers refuse, and so do columns that are unique or too short.
    changed += await rows.update({ [columna]: EVIL }).catch(() => 0);
  }
  await writeToken(home.path, (await actorOf(db.owner, 'admin')).session);
  const real = await processContext({ HOME: home.path, POS_HOME: home.path, ...db.env }, 'es');
  context = {
    ...real,
    out: (text) => void said.push(text),
    say: () => {},
    present: (what, flags) => void said.push(present(what, flags, 100)),
    exitWith: () => {},
  };
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await db.close();
  home.remove();
});

const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
const argumentOf = (name: string): string =>
  /card/.test(name) ? '00203' : /product|code/.test(name) ? '5' : /user|name/.test(name) ? 'cajero' : '1';

it('are text in every list, sheet and report, whether for people, as JSON, as CSV or as a page', async () => {
  expect(changed).toBeGreaterThan(100);
  const shown: string[] = [];
  const commands = leaves(buildProgram(context)).filter(
    (command) => READS.test(nameOf(command)) && VERBS.test(nameOf(command)),
  );
  for (const { length } of [commands]) expect(length).toBeGreaterThan(45);
  for (const command of commands) {
    const words = nameOf(command).split(' ').slice(1);
    const choices = command.registeredArguments.map(
      (argument) => argument.argChoices ?? [argumentOf(argument.name())],
    );
    const lines = choices.reduce<readonly (readonly string[])[]>(
      (before, some) => before.flatMap((line) => some.map((one) => [...line, one])),
      [[]],
    );
    const forms = ['--json', '--csv', '--html'].filter((flag) =>
      command.options.some(({ long }) => long === flag),
    );
    for (const line of words.at(-1) === 'export' ? [[]] : lines)
      for (const form of [[], ...forms.map((flag) => [flag])]) {
        said = [];
        const label = [...words, ...line, ...form].join(' ');
        try {
          await buildProgram(context).parseAsync([...words, ...line, ...form], { from: 'user' });
        } catch (error) {
          if (
            !(error instanceof PosFailure) &&
            !String((error as { code?: string }).code).startsWith('commander.')
          )
            throw new Error(label, { cause: error });
        }
        const text = said
          .join('')
          .replaceAll('\r\n', '\n')
          .replace(/^\ufeff/, '');
        expect([label, DRIVES.exec(text)?.[0]]).toEqual([label, undefined]);
        if (form[0] === '--html') expect([label, /<img src=x/.test(text)]).toEqual([label, false]);
        if (form[0] === '--csv')
          expect([label, /(?:^|[,;\n])"?=1\+1/.exec(text)?.[0]]).toEqual([label, undefined]);
        if (text.includes(MARK) || text.includes('&lt;img')) shown.push(label);
      }
  }
  // They were there to be shown.
  expect(shown.length).toBeGreaterThan(40);
}, 180_000);
