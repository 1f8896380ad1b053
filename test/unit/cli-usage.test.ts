import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processContext } from '../../src/cli/main-context.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { businessDay } from '../../src/domain/business-time.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'pos-usage-'));
});
afterAll(() => rmSync(home, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program without a terminal, in a home of its own. */
const pos = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env.PATH, HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });

const commandsOf = (command: Command): readonly Command[] => [
  command,
  ...command.createHelp().visibleCommands(command).flatMap(commandsOf),
];

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();

/** The help as it would be printed. */
const helpOf = (command: Command): string => {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
};

test.each(['es', 'en'])(
  'help (%s): every command has one in that language, with examples, inside 80 columns',
  async (lang) => {
    const all = commandsOf(buildProgram(await processContext({ HOME: home }, lang)));
    expect(all.length).toBeGreaterThan(15);
    const foreign =
      lang === 'es' ? /\b(Usage|Options|Commands|Arguments|display|default)\b/ : /[¿«»]|\b(Uso|Opciones):/;
    for (const command of all) {
      const path = pathOf(command);
      const help = helpOf(command);
      expect(help, path).not.toMatch(foreign);
      expect(help, path).not.toMatch(/undefined|\[object/);
      for (const line of help.split('\n')) expect(line.length, `${path}: ${line}`).toBeLessThanOrEqual(80);
      expect(help, path).toContain(lang === 'es' ? 'Ejemplos:' : 'Examples:');
      if (command.parent) expect(command.description(), path).toMatch(/^\p{Ll}/u);
    }
  },
);

test('help: pos --help loads no database driver and no screen', async () => {
  const coverage = join(home, 'coverage');
  const { code, stdout } = await pos(['--help'], { NODE_V8_COVERAGE: coverage });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Uso: pos/);
  const loaded = readdirSync(coverage)
    .map((name) => readFileSync(join(coverage, name), 'utf8'))
    .join('');
  expect(loaded).toContain('node_modules/commander');
  expect(loaded).not.toMatch(/node_modules\/(knex|mysql2|ink|react|serialport|escpos|string-width)/);
});

test.each([
  [['sael'], 2, '«sael»: ¿quiso decir «sale»?'],
  [['sale', 'lst'], 2, '«lst»: ¿quiso decir «list»?'],
  [['sale', 'list', '--jsn'], 2, '«--jsn»: ¿quiso decir «--json»?'],
  [['sale', 'list', '--date', '2026-02-30'], 2, '«2026-02-30» no sirve para --date <date>'],
  [['sale', 'list', '--limit', '0'], 2, '«0» no sirve para --limit <n>'],
  [['sale', 'list', '--state', 'Otra'], 2, 'use Completada, Anulada.'],
  [['card', 'show'], 2, 'vea «pos card show --help»'],
  [['sale', '--bogus'], 2, 'vea «pos sale --help»'],
  [['logs', '--from', '2026-03-02', '--to', '2026-03-01'], 2, 'no es un período'],
  [['card', 'show', '1', '2'], 2, 'Sobran argumentos: 1, 2'],
  [['sale', 'void', '1'], 2, '«--reason <text>»: vea «pos sale void --help»'],
  [['completion', 'tcsh'], 2, '«tcsh» no sirve para <shell>: use bash, zsh, fish.'],
  [['card', 'topup', '00203', '0'], 2, '«0» no sirve para <amount>: use 25000, 25.000.'],
  [['card', 'list', '--limit=-5'], 2, '«-5» no sirve para --limit <n>: use 1-1000000.'],
  [['sale', 'list', '--date', '2026-02-30'], 2, 'no sirve para --date <date>: use 2026-01-31.'],
  [['shift', 'cash', 'al', '5', '--reason', 'x'], 2, 'no sirve para <in|out>: use in, out.'],
  [['help', 'sael'], 2, '«sael»'],
  [['--till', 'x'], 2, 'terminal'],
])('usage: pos %j ends with %i and one sentence', async (args, code, part) => {
  const outcome = await pos(args);
  expect(outcome.stderr).toContain(part);
  expect(outcome.stderr.trimEnd().split('\n').length).toBe(1);
  expect(outcome.stdout).toBe('');
  expect(outcome.code).toBe(code);
});

test('usage: the sale screen without a terminal says what works without one', async () => {
  const outcome = await pos(['--demo', '--lang', 'en']);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toMatch(/needs a terminal: .*“pos sale”.*“pos doctor”/);
});

test('usage: with --json a refusal is one JSON document on standard output', async () => {
  const outcome = await pos(['sale', 'void', '1', '--json']);
  expect(outcome).toMatchObject({ code: 2, stderr: '' });
  expect(JSON.parse(outcome.stdout)).toMatchObject({
    error: { code: 'USO_INVALIDO', message: expect.stringContaining('--reason'), valor: '--reason <text>' },
  });
});

test('usage: a broken configuration file is named, never repeated', async () => {
  const outcome = await pos(['card', 'list'], { POS_DATABASE_URL: 'mysql://pos:hunter2@db' });
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain('POS_DATABASE_URL');
  expect(outcome.stderr).not.toContain('hunter2');
});

test('usage: a reader that goes away is no fault', async () => {
  const child = spawn(
    'sh',
    ['-c', 'exec 3>&1; { "$0" "$1" completion zsh; echo "code $?" >&3; } | true', process.execPath, MAIN],
    { env: { PATH: process.env.PATH, HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  await new Promise((resolve) => child.on('close', resolve));
  expect(text).toBe('code 0\n');
});

test.skipIf(!existsSync('/dev/full'))(
  'usage: a disk that is full is told in a sentence, also where JSON was asked for',
  async () => {
    for (const args of [['--help'], ['logs', '--json']]) {
      const child = spawn('sh', ['-c', 'exec "$@" >/dev/full', 'sh', process.execPath, MAIN, ...args], {
        env: { PATH: process.env.PATH, HOME: home },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (part: string) => {
        said += part;
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect([code, said]).toEqual([
        2,
        expect.stringMatching(/^No se puede escribir el archivo stdout: .*\n$/),
      ]);
    }
  },
);

test('a crash in the middle of the work leaves a report and says where', async () => {
  const child = spawn(process.execPath, [MAIN, 'logs', '--follow', '--lang', 'en'], {
    env: { PATH: process.env.PATH, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  const logs = join(home, '.local', 'share', 'cantina-pos', 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const follows = once(child.stdout, 'data');
  const line = { nivel: 'info', hora: new Date(), programa: 'pos sell', pid: 1, evento: 'last.words' };
  writeFileSync(join(logs, `pos-${businessDay(new Date())}.log`), `${JSON.stringify(line)}\n`);
  await follows;
  child.kill('SIGABRT');
  const [code] = await once(child, 'close');
  expect([code, said]).toEqual([1, expect.stringMatching(/^The program failed \(SIGABRT\): .*\.txt .*\n$/)]);
  const report = readFileSync(String(/(\S+\.txt)/.exec(said)?.[1]), 'utf8');
  expect(report).toMatch(/pos logs[\s\S]*SIGABRT[\s\S]*last\.words/);
});

test('usage: what is typed comes back in a sentence without its control characters', async () => {
  const { stderr } = await pos(['\u001b[2J\u202efoo\u0007']);
  expect(stderr).toContain('[2Jfoo');
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('completion: bash offers nouns, verbs and options of this very program', async () => {
  const script = (await pos(['completion', 'bash'])).stdout;
  const offer = (...words: string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(
        'bash',
        [
          '-c',
          `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _pos_complete; echo "\${COMPREPLY[*]}"`,
          'bash',
          ...words,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      child.on('error', reject);
      child.on('close', () => resolve(text.trim()));
    });
  expect(await offer('pos', 'pro')).toBe('product');
  expect(await offer('pos', 'sale', 're')).toBe('register reprint return');
  expect(await offer('pos', 'sale', 'list', '--fr')).toBe('--from');
  expect(await offer('pos', '--lang', 'en', 'card', 's')).toBe('show statement');
  expect(await offer('pos', 'student', 'restriction', 'r')).toBe('remove');
  expect(await offer('pos', 'import', 'template', 'f')).toBe('families');
  expect(await offer('pos', 'shift', 'cash', 'o')).toBe('out');
});

test.each(['bash', 'zsh', 'fish'])('completion (%s): knows every command', async (shell) => {
  const script = (await pos(['completion', shell])).stdout;
  for (const command of commandsOf(buildProgram(await processContext({ HOME: home }, 'es'))))
    expect(script).toContain(pathOf(command));
});
