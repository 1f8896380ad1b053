import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type ConfigFlags, type Environment, loadConfig } from '../../src/cli/config.ts';
import { configFilePath, readConfigFile } from '../../src/cli/config-file.ts';
import { messages } from '../support/words.ts';

const load = (env: Environment, flags: ConfigFlags = {}, values: Record<string, string> | null = null) =>
  loadConfig(flags, { HOME: '/home/ana', ...env }, values && { path: '/config.json', values });

const good = (...args: Parameters<typeof load>) => {
  const config = load(...args);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
};

test('config: the defaults', () => {
  expect(good({ TERM: 'xterm-256color' })).toEqual({
    home: '/home/ana/.local/share/cantina-pos',
    database: { kind: 'private' },
    till: '001',
    language: 'es',
    theme: 'dark',
    ascii: false,
    photos: { how: 'blocks', colours: '256' },
    backups: {
      folder: '/home/ana/.local/share/cantina-pos/backups',
      ownFolder: true,
      keep: { daily: 7, weekly: 4, monthly: 12 },
      encryptTo: null,
      hook: null,
      mostHours: 36,
    },
    printer: 'file:',
    smtp: null,
    sifen: { p12: null, password: null, csc: null, url: null, authority: null },
    file: null,
  });
});

test('config: flag beats environment beats file; an empty variable is not set', () => {
  const file = { till: '7', lang: 'en', printer: 'tcp://10.0.0.2:9100' };
  expect(good({}, {}, file)).toMatchObject({ till: '007', language: 'en', printer: 'tcp://10.0.0.2:9100' });
  expect(good({ POS_TILL: '2', POS_LANG: '' }, {}, file)).toMatchObject({ till: '002', language: 'en' });
  expect(good({ POS_TILL: '2' }, { till: '3' }, file)).toMatchObject({ till: '003' });
});

test('config: where the data lives', () => {
  expect(good({ XDG_DATA_HOME: '/data' }).home).toBe('/data/cantina-pos');
  expect(good({ XDG_DATA_HOME: 'relative' }).home).toBe('/home/ana/.local/share/cantina-pos');
  expect(good({ POS_HOME: '~/caja', XDG_DATA_HOME: '/data' }).home).toBe('/home/ana/caja');
  expect(good({ POS_HOME: '/var/pos' }).home).toBe('/var/pos');
});

test('config: a server of the store, with the account of its owner for migrations', () => {
  const url = 'mysql://pos:x@db/cantina';
  expect(good({ POS_DATABASE_URL: url }).database).toEqual({
    kind: 'url',
    url,
    ownerUrl: null,
    reportUrl: null,
  });
  expect(
    good({ POS_DATABASE_URL: url, POS_DATABASE_OWNER_URL: 'mysql://o:y@db/cantina' }).database,
  ).toMatchObject({ ownerUrl: 'mysql://o:y@db/cantina' });
});

test.each([
  [{ POS_DATABASE_URL: 'db:3306/cantina' }, {}, 'POS_DATABASE_URL'],
  [{ POS_DATABASE_URL: 'postgres://a:b@c/d' }, {}, 'POS_DATABASE_URL'],
  [{ POS_DATABASE_URL: 'mysql://pos:x@db/' }, {}, 'POS_DATABASE_URL'],
  [{ POS_DATABASE_OWNER_URL: 'mysql://o:y@db/cantina' }, {}, 'POS_DATABASE_OWNER_URL'],
  [{ POS_DATABASE_REPORT_URL: 'mysql://o:y@db/cantina' }, {}, 'POS_DATABASE_REPORT_URL'],
  [{ POS_TILL: '0001' }, {}, 'POS_TILL'],
  [{}, { till: '1a' }, '--till'],
  [{ POS_LANG: 'pt' }, {}, 'POS_LANG'],
  [{}, { theme: 'solarized' }, '--theme'],
])('config: %o %o is refused, naming %s, in one sentence of either language', (env, flags, name) => {
  const config = load(env as Environment, flags);
  if (config.ok) throw new Error('accepted');
  expect(config.error).toMatchObject({ code: 'CONFIGURACION_INVALIDA', params: { campo: name } });
  for (const language of ['es', 'en'] as const) {
    const sentence = messages(language).errors[config.error.code](config.error.params);
    expect(sentence).toContain(name);
    expect(sentence).not.toMatch(/undefined|\b(url|caja|sin_base|tema|idioma)\.$/);
  }
});

test('config: a refused address is not repeated, for it may hold a password', () => {
  const config = load({ POS_DATABASE_URL: 'mysql://pos:hunter2@db' });
  expect(JSON.stringify(config)).not.toContain('hunter2');
});

test.each([
  [{ TERM: 'xterm-256color' }, 'dark'],
  [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 'dark'],
  [{ TERM: 'xterm-256color', COLORFGBG: '0;15' }, 'light'],
  [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'mono'],
  [{ TERM: 'linux' }, 'basic'],
  [{}, 'basic'],
  [{ TERM: 'linux', POS_THEME: 'light' }, 'light'],
] as const)('config: colours of %o are %s', (env, theme) => {
  expect(good(env).theme).toBe(theme);
});

test('config: plain ASCII on bare consoles and where the locale says so', () => {
  expect(good({ TERM: 'linux' }).ascii).toBe(true);
  expect(good({ TERM: 'xterm', LANG: 'es_PY.ISO-8859-1' }).ascii).toBe(true);
  expect(good({ TERM: 'xterm', LANG: 'es_PY.UTF-8' }).ascii).toBe(false);
  expect(good({ TERM: 'linux', POS_ASCII: '0' }).ascii).toBe(false);
});

const made: string[] = [];
const file = (content: string, mode = 0o600): string => {
  const directory = mkdtempSync(join(tmpdir(), 'pos-config-'));
  made.push(directory);
  const path = join(directory, 'config.json');
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
};
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true });
});

test('config file: read when it is there, no matter when it is not', () => {
  const path = file('{"till": "004"}');
  expect(readConfigFile({ POS_CONFIG: path })).toEqual({
    ok: true,
    value: { path, values: { till: '004' } },
  });
  expect(readConfigFile({ HOME: '/nowhere' })).toEqual({ ok: true, value: null });
  expect(configFilePath({ HOME: '/home/ana', XDG_CONFIG_HOME: '/etc/x' })).toBe(
    '/etc/x/cantina-pos/config.json',
  );
});

test.each([
  ['not JSON', '{', 'json'],
  ['a list', '[]', 'json'],
  ['a misspelt name', '{"tills": "001"}', 'clave_desconocida'],
  ['a number', '{"till": 1}', 'texto'],
])('config file: %s is refused', (_what, content, detail) => {
  expect(readConfigFile({ POS_CONFIG: file(content) })).toMatchObject({
    ok: false,
    error: { code: 'CONFIGURACION_INVALIDA', params: { detalle: detail } },
  });
});

test('config file: named but missing is refused', () => {
  expect(readConfigFile({ POS_CONFIG: '/nowhere/config.json' })).toMatchObject({
    ok: false,
    error: { code: 'ARCHIVO_ILEGIBLE' },
  });
});

test('config file: a password in a file that everybody may read is refused; elsewhere it is not', () => {
  const secret = '{"database_url": "mysql://pos:hunter2@db/cantina"}';
  const read = (content: string, mode: number) => readConfigFile({ POS_CONFIG: file(content, mode) });
  expect(read(secret, 0o644)).toMatchObject({ ok: false, error: { params: { detalle: 'permisos' } } });
  expect(read(secret, 0o600)).toMatchObject({ ok: true });
  expect(read('{"database_url": "mysql://pos@db/cantina"}', 0o644)).toMatchObject({ ok: true });
});
