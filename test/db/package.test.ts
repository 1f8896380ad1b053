import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import pkg from '../../package.json' with { type: 'json' };
import { ROOT } from '../support/built.ts';

/* What a user gets: packed from a fresh checkout, installed by npm into an empty place, and used from there. */
const place = mkdtempSync(join(tmpdir(), 'pos-package-'));
const at = (...path: string[]): string => join(place, ...path);
const HOME = at('home');
const installed = at('prefix', 'lib', 'node_modules', pkg.name);
const MINUTES = 60_000;

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Killed after so long: a registry that takes a line and says nothing must not hold up a whole run. */
const PATIENCE = 3 * MINUTES;

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = place, input = '') =>
  new Promise<Outcome>((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, timeout: PATIENCE, stdio: ['pipe', 'pipe', 'pipe'] });
    const text = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text.out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (text.err += part));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text }));
  });

/** How this machine reaches a registry is its own affair; all else that npm and our tests put there stays out. */
const lines = Object.entries(process.env).filter(([name]) =>
  /(^|_)(proxy|certs?|cert_file|cert_dir)$/i.test(name),
);
const paths = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
const clean = { ...Object.fromEntries(lines), PATH: paths.join(delimiter), HOME };
let npmEnv: NodeJS.ProcessEnv = clean;
let reached = false;

const npm = (args: readonly string[], cwd = place): Promise<Outcome> => run('npm', args, npmEnv, cwd);
const pos = (args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<Outcome> =>
  run(
    at('prefix', 'bin', 'pos'),
    args,
    { PATH: '/usr/bin:/bin', HOME, LANG: 'C.UTF-8', ...env },
    place,
    input,
  );

const SOURCES = [
  'bin',
  'migrations',
  'seeds',
  'src',
  'LICENSE',
  'README.md',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

beforeAll(async () => {
  for (const name of ['home', 'checkout', 'package']) mkdirSync(at(name));
  for (const name of SOURCES) cpSync(join(ROOT, name), at('checkout', name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), at('checkout', 'node_modules'));
  const told = await run('npm', ['config', 'list', '--json'], process.env, ROOT);
  const { cache, registry, globalconfig } = JSON.parse(told.out);
  npmEnv = {
    ...clean,
    npm_config_cache: cache,
    npm_config_registry: registry,
    // Another prefix is another file, and with it the machine's authorities and proxies would be forgotten.
    npm_config_globalconfig: globalconfig,
    npm_config_fetch_retries: '1',
    npm_config_fetch_timeout: '30000',
    npm_config_update_notifier: 'false',
  };
  const packed = await npm(['pack', '--silent', '--pack-destination', at('package')], at('checkout'));
  expect([packed.code, packed.err]).toEqual([0, '']);
  const asked = [
    'view',
    `serialport@${pkg.dependencies.serialport}`,
    'version',
    '--prefer-online',
    '--fetch-retries=0',
  ];
  reached = (await npm([...asked, '--fetch-timeout=15000'])).code === 0;
  if (!reached) return;
  const [tarball = ''] = readdirSync(at('package'));
  const flags = ['--global', '--prefix', at('prefix'), '--prefer-offline', '--no-audit', '--no-fund'];
  const install = await npm(['install', ...flags, at('package', tarball)]);
  // A registry that answers for one package and not for the others is none; what npm finds wrong with ours is our fault.
  reached = install.code !== null && !NETWORK.test(install.err);
  if (!reached) return;
  expect([install.code, install.err.replaceAll(/^npm warn .*\n/gm, '')]).toEqual([0, '']);
}, 10 * MINUTES);
afterAll(async () => {
  if (reached) await pos(['db', 'stop']);
  rmSync(place, { recursive: true, force: true });
}, 5 * MINUTES);

const filesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The libraries of the checkout are linked, so a bundle names them from there. */
const inside = (content: string): string => content.replaceAll(/(?:\.\.\/)+[^"']*?\/node_modules\//g, '');

/** What npm says when it is not answered. */
const NETWORK =
  /npm error (?:code (?:E(?:CONN|TIMEDOUT|AI_AGAIN|NOTFOUND|SOCKET)|SELF_SIGNED|UNABLE_TO_)|network )/;

const NO_REGISTRY = 'no registry of packages is reached from here';

test('holds the program and what it cannot run without, nothing of how it is made or of this machine', ({
  skip,
}) => {
  if (!reached) skip(NO_REGISTRY);
  const own = filesBelow(installed).filter((path) => !path.startsWith(join(installed, 'node_modules')));
  const text = own.map((path) => [path, readFileSync(path, 'utf8')] as const);
  const foreign = text.filter(
    ([, content]) => inside(content).includes(ROOT) || /registry\.npm|npm_config/.test(content),
  );
  expect(foreign.map(([path]) => path)).toEqual([]);
  expect(text.reduce((sum, [, content]) => sum + content.length, 0)).toBeLessThan(9_000_000);
  const manifests = filesBelow(join(installed, 'node_modules')).filter((path) =>
    path.endsWith('package.json'),
  );
  const names = new Set(manifests.map((path) => JSON.parse(readFileSync(path, 'utf8')).name).filter(Boolean));
  for (const name of Object.keys(pkg.devDependencies)) expect(names).not.toContain(name);
  expect(names.size).toBeLessThanOrEqual(25);
});

test(
  'runs by itself: version, help, completion, manual, serial ports',
  async ({ skip }) => {
    if (!reached) skip(NO_REGISTRY);
    expect(await pos(['--version'])).toEqual({ code: 0, out: `${pkg.version}\n`, err: '' });
    expect((await pos(['--help', '--lang', 'en'])).out).toMatch(/^Usage: pos .*\n\nCantina POS/);
    expect((await pos(['completion', 'bash'])).out).toContain('complete -o default -F _pos_complete pos');
    expect(readFileSync(at('prefix', 'share', 'man', 'man1', 'pos.1'), 'utf8')).toContain(
      '.SS "pos sale register"',
    );
    const [node] = readdirSync(join(installed, 'node_modules')).filter((name) =>
      name.startsWith('node-linux'),
    );
    const runtime = node ? join(installed, 'node_modules', node, 'bin', 'node') : process.execPath;
    // The part that is no JavaScript: only it knows that there is no such port.
    const open =
      'new (require("serialport").SerialPort)({ path: "/no", baudRate: 9600 }, (e) => console.log(e.message))';
    const opened = await run(runtime, ['-e', open], clean, installed);
    expect(opened.out).toContain('No such file or directory, cannot open /no');
  },
  3 * MINUTES,
);

test(
  'makes a store of its own and sells in it, and plays the demonstration',
  async ({ skip }) => {
    if (!reached) skip(NO_REGISTRY);
    const seeded = await pos(['db', 'seed', '--demo']);
    expect([seeded.code, seeded.err]).toEqual([0, expect.anything()]);
    const sale = {
      lineas: [{ codigo: '5', cantidad: 2 }],
      pagos: [{ medio: 'EFECTIVO', monto_entregado: 10_000 }],
    };
    const args = ['sale', 'register', '--file', '-', '--user', 'cajero', '--json'];
    const sold = await pos(args, { POS_PASSWORD: 'cajero-demo' }, JSON.stringify(sale));
    expect([sold.code, JSON.parse(sold.out)]).toMatchObject([0, { total: 10_000 }]);
    const listed = await pos(['sale', 'list', '--json']);
    expect(JSON.parse(listed.out)).toHaveLength(1);
    const demo = await pos(['demo']);
    expect([demo.code, demo.out]).toEqual([0, expect.stringContaining('00203')]);
  },
  6 * MINUTES,
);

test(
  'damaged, it says so in a sentence and leaves a report',
  async ({ skip }) => {
    if (!reached) skip(NO_REGISTRY);
    for (const name of readdirSync(join(installed, 'dist')))
      if (/^logs-[\w-]+\.js$/.test(name)) rmSync(join(installed, 'dist', name));
    const broken = await pos(['logs', '--lang', 'en']);
    expect([broken.code, broken.out]).toEqual([1, '']);
    const [, report = ''] = /send (\S+\.txt) /.exec(broken.err) ?? [];
    expect(report.startsWith(join(HOME, '.local', 'share', 'cantina-pos', 'reports'))).toBe(true);
    expect(existsSync(report) && readFileSync(report, 'utf8')).toMatch(/pos logs[\s\S]*ERR_MODULE_NOT_FOUND/);
  },
  MINUTES,
);

test(
  'what users install has no known advisories',
  async ({ skip }) => {
    if (!reached) skip(NO_REGISTRY);
    const folder = at('audited');
    mkdirSync(folder);
    const [tarball = ''] = readdirSync(at('package'));
    const locked = await npm(
      ['install', '--package-lock-only', '--prefer-offline', '--no-audit', at('package', tarball)],
      folder,
    );
    expect(locked.code).toBe(0);
    const audit = await npm(['audit', '--omit=dev', '--json', '--fetch-retries=0'], folder);
    const answer = JSON.parse(audit.out || '{}');
    if (!answer.metadata)
      skip(`the registry tells of no advisories here: ${answer.message ?? audit.err.slice(0, 200)}`);
    expect(answer.metadata.vulnerabilities.total).toBe(0);
  },
  3 * MINUTES,
);
