import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { runPos, temporaryHome } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';

/* What other users of the machine see of commands: files, under the loosest umask, and the list of processes. */

let db: TestDatabase;
const home = temporaryHome();
const SECRETS = {
  POS_PASSWORD: 'gerente-demo',
  POS_SMTP_PASSWORD: 'secreto-del-correo',
  POS_SIFEN_P12_PASSWORD: 'secreto-del-certificado',
  POS_SIFEN_CSC: 'ABCD0000000000000000000000000000',
};

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
afterAll(async () => {
  await db.close();
  home.remove();
});

const env = () => ({ HOME: home.path, POS_HOME: join(home.path, 'datos'), ...db.env, ...SECRETS });

interface Outcome {
  readonly code: number | null;
  readonly said: string;
}

/** A command that leaves it to itself how its files are closed, watched while it runs. */
const loosely = (
  args: readonly string[],
  input = '',
  watch: () => void = () => {},
  more: Readonly<Record<string, string>> = {},
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', 'umask 000; exec "$0" "$@"', POS, ...args], {
      env: { PATH: process.env.PATH, ...env(), ...more },
      cwd: home.path,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        said += part;
      });
    child.stdin.end(input);
    const timer = setInterval(watch, 15);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, said });
    });
  });

const walk = (path: string): readonly string[] =>
  lstatSync(path).isDirectory()
    ? [path, ...readdirSync(path).flatMap((name) => walk(join(path, name)))]
    : [path];

it.skipIf(process.platform === 'win32')(
  'nothing that commands write is open to others, whatever the umask',
  async () => {
    const sale = JSON.stringify({ ...saleOf(), id_usuario: undefined });
    const lines: readonly (readonly [readonly string[], string?])[] = [
      [['login', 'gerente']],
      [['config', 'set', 'smtp_url'], 'smtp://pos%40example.com@127.0.0.1:2525\n'],
      [['config', 'set', 'smtp_password'], 'geheim\n'],
      [['sale', 'register', '--file', '-'], sale],
      [['product', 'export', 'productos.csv']],
      [['report', 'daily', '--html', 'hoy.html']],
      [['db', 'backup-keygen', 'copias.pem']],
      [['db', 'backup']],
      [['db', 'backup', 'aparte', '--encrypt-to', 'copias.pub.pem']],
    ];
    for (const [args, input] of lines)
      expect([args, await loosely(args, input)]).toMatchObject([args, { code: 0 }]);
    const files = walk(home.path);
    expect(
      files.filter((path) => /session$|\.log$|\.gz$|\.enc$|\.pem$|\.html$|\.csv$|config\.json$/.test(path))
        .length,
    ).toBeGreaterThan(8);
    const open = files
      .filter((path) => path !== home.path && !path.endsWith('.pub.pem'))
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
      .map((path) => `${(statSync(path).mode & 0o777).toString(8)} ${path.slice(home.path.length)}`);
    expect(open).toEqual([]);
  },
);

it.skipIf(process.platform !== 'linux')(
  'no process shows a secret in the list of processes, nor lets others read its environment',
  async () => {
    const hook = join(home.path, 'gancho.sh');
    writeFileSync(hook, '#!/bin/sh\nenv > "$1.env"\nsleep 1\n', { mode: 0o700 });
    const secrets = [
      ...Object.values(SECRETS),
      db.ownerTarget.password,
      db.tillTarget.password,
      encodeURIComponent(db.ownerTarget.password),
    ].filter(Boolean);
    const seen = new Set<string>();
    const shown: string[] = [];
    const watch = () => {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
        try {
          const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          if (/gancho|bin\/pos|dist\/pos|mariadbd|mysqld/.test(line)) {
            seen.add(/gancho/.test(line) ? 'hook' : /mariadbd|mysqld/.test(line) ? 'server' : 'pos');
            if ((statSync(`/proc/${pid}/environ`).mode & 0o077) !== 0) shown.push(`environ of ${line}`);
          }
          if (secrets.some((secret) => line.includes(secret))) shown.push(line);
        } catch {
          // It has ended meanwhile.
        }
    };
    const folder = join(home.path, 'con-gancho');
    mkdirSync(folder, { mode: 0o700 });
    const made = await loosely(['db', 'backup', folder], '', watch, { POS_BACKUP_HOOK: `${hook} {}` });
    expect(made).toMatchObject({ code: 0 });
    expect(
      await loosely(['product', 'edit', '5', '--min-stock', '3', '--user', 'gerente'], '', watch),
    ).toMatchObject({ code: 0 });
    expect(await loosely(['notify', 'test', 'ana@example.com'], '', watch)).toMatchObject({ code: 4 });
    expect([...seen]).toEqual(expect.arrayContaining(['pos', 'hook']));
    expect(shown).toEqual([]);
    const [left] = readdirSync(folder).filter((name) => name.endsWith('.env'));
    expect(existsSync(join(folder, String(left)))).toBe(true);
    expect(readFileSync(join(folder, String(left)), 'utf8')).not.toMatch(/POS_/);
  },
);

it('nor does what a command says, in either language, with or without a fault', async () => {
  for (const args of [
    ['config', 'list'],
    ['config', 'list', '--json'],
    ['doctor', '--lang', 'en'],
    ['db', 'status'],
    ['notify', 'test', 'ana@example.com', '--lang', 'en'],
    ['invoice', 'check'],
  ]) {
    const { stdout, stderr } = await runPos(args, { env: env() });
    for (const secret of [...Object.values(SECRETS), db.ownerTarget.password, db.tillTarget.password])
      expect([args, `${stdout}${stderr}`.includes(secret)]).toEqual([args, false]);
  }
  const logs = join(home.path, 'datos', 'logs');
  for (const name of readdirSync(logs)) {
    const text = readFileSync(join(logs, name), 'utf8');
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
  }
});
