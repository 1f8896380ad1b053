import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argument, Command, Option } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeToken } from '../../src/adapters/files/session.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { processContext } from '../../src/cli/main-context.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { PosFailure } from '../../src/domain/errors.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { HOSTILE_TEXTS, hostileTextsIn } from '../support/hostile.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { temporaryHome } from '../support/run-pos.ts';

/*
 * Each hostile text through each option and argument of each command that there is, as the command line has them: one
 * that is added is tried, too. The commands run in this process over a real database, as an admin with a session.
 */

const { sql, quotes, backslash, pattern, emoji, long, controls, formula } = HOSTILE_TEXTS;
const TEXTS = [`${sql}${quotes}${backslash}${pattern}${emoji}`, long, controls, formula];

/** Those that stay, need a terminal, act on servers and machines, or print a constant text. */
const LEFT_OUT =
  /^pos (?:sell|demo|serve|setup|doctor|completion|help|login|db |till enroll|till invite|logs|notify|invoice send|invoice check|webhook (?:test|send)|print (?:test|retry|worker))/;

let db: TestDatabase;
let context: CliContext;
let said: string[] = [];
const home = temporaryHome();

/** Where a text is taken for the name of a file. */
const before = process.cwd();

beforeAll(async () => {
  process.chdir(home.path);
  db = await freshDatabase({ seed: 'demo' });
  await writeToken(home.path, (await actorOf(db.owner, 'admin')).session);
  const env = {
    HOME: home.path,
    POS_HOME: home.path,
    POS_PASSWORD: 'admin-demo',
    POS_APPROVER_PASSWORD: 'admin-demo',
    POS_NEW_PASSWORD: 'lluvia mesa verde tren',
    ...db.env,
  };
  const real = await processContext(env, 'es');
  context = {
    ...real,
    out: (text) => void said.push(text),
    say: (text) => void said.push(text),
    present: ({ data, text, rows }) => {
      said.push(JSON.stringify(data), text(80), JSON.stringify(rows ?? []));
    },
    exitWith: () => {},
  };
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  writeFileSync(join(home.path, 'venta.json'), '{}');
});
afterAll(async () => {
  vi.restoreAllMocks();
  process.chdir(before);
  await db.close();
  home.remove();
});

const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

/** A value that a command may take where something else of it is tried. */
const usual = (name: string): string => {
  if (/date|from|to$|until|birth/.test(name)) return '2026-01-31';
  if (/file|path|out|template/.test(name)) return join(home.path, 'venta.json');
  if (/mail/.test(name)) return 'ana@example.com';
  if (/product|code/.test(name)) return '5';
  if (/card/.test(name)) return '00203';
  if (/till/.test(name)) return '001';
  if (/user|approver|acts/.test(name)) return 'gerente';
  if (/name|reason|note|description|observation/.test(name)) return 'Prueba';
  return '1';
};

const choice = (part: Option | Argument, name: string): string => part.argChoices?.[0] ?? usual(name);

const takesText = (option: Option): boolean => (option.required || option.optional) && !option.argChoices;

/** The command lines in which one place after the other holds a text. */
const linesOf = (command: Command, text: string): readonly (readonly [string, readonly string[]])[] => {
  const words = nameOf(command).split(' ').slice(1);
  const places = command.registeredArguments.map((argument) => choice(argument, argument.name()));
  const needed = command.options
    .filter((option) => option.mandatory)
    .map((option): readonly [Option, string] => [option, choice(option, option.long ?? '')]);
  const flags = (but: Option | null, value: string): readonly string[] => [
    ...needed
      .filter(([option]) => option !== but)
      .flatMap(([option, usualValue]) => [String(option.long), usualValue]),
    ...(but ? [`${but.long}=${value}`] : []),
  ];
  return [
    ...command.registeredArguments.flatMap((argument, at): (readonly [string, readonly string[]])[] =>
      argument.argChoices
        ? []
        : [[`<${argument.name()}>`, [...words, ...flags(null, ''), '--', ...places.with(at, text)]]],
    ),
    ...command.options
      .filter(
        (option) => takesText(option) && !['--user', '--lang', '--ca', '--photo'].includes(option.long ?? ''),
      )
      .map((option): readonly [string, readonly string[]] => [
        String(option.long),
        [...words, ...flags(option, text), '--', ...places],
      ]),
  ];
};

/** How a command line ended; a fault of the program with its message. */
const run = async (line: readonly string[]): Promise<string> => {
  said = [];
  try {
    await buildProgram(context).parseAsync([...line], { from: 'user' });
    return 'done';
  } catch (error) {
    if (error instanceof PosFailure) return context.messages.errors[error.error.code](error.error.params);
    const { code = '' } = error as { code?: string };
    return code.startsWith('commander.') ? 'usage' : `FAULT ${String(error)}`;
  }
};

describe('every text of every command', () => {
  it('is stored as it is, found, or refused in a sentence; never a fault, never SQL', async () => {
    const tables = async () => (await db.owner.raw('SHOW FULL TABLES'))[0];
    const there = await tables();
    const faults: string[] = [];
    const ends = { done: 0, usage: 0, refused: 0 };
    const commands = leaves(buildProgram(context)).filter((command) => !LEFT_OUT.test(`${nameOf(command)} `));
    for (const command of commands)
      for (const text of TEXTS)
        for (const [place, line] of linesOf(command, text)) {
          const end = await run(line);
          if (end.startsWith('FAULT')) faults.push(`${nameOf(command)} ${place}: ${end.slice(0, 200)}`);
          else if (end === 'done' || end === 'usage') ends[end] += 1;
          else ends.refused += 1;
        }
    expect(faults).toEqual([]);
    expect(commands.length).toBeGreaterThan(80);
    expect(ends.done).toBeGreaterThan(50);
    expect(ends.refused).toBeGreaterThan(200);
    expect(await tables()).toEqual(there);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
    const { mangled, whole } = await hostileTextsIn(db.owner, db.name);
    expect(mangled).toEqual([]);
    expect(whole).toBeGreaterThan(10);
  }, 300_000);
});
