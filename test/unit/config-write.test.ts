import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfigFile } from '../../src/cli/config-file.ts';
import { writeSettings } from '../../src/cli/config-write.ts';
import { ensureBuilt } from '../support/built.ts';
import { runPos } from '../support/run-pos.ts';
import { messages } from '../support/words.ts';

const words = messages('es').config;
let home: string;
let path: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pos-settings-'));
  path = join(home, '.config', 'cantina-pos', 'config.json');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const stored = () => {
  const read = readConfigFile({ POS_CONFIG: path });
  if (!read.ok) throw new Error(read.error.code);
  return read.value?.values;
};

test('a new file says what each setting is for, and only its owner may read it', () => {
  writeSettings(path, { till: '002', printer: 'file:' }, words);
  expect(stored()).toEqual({ till: '002', printer: 'file:' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(`// POS_TILL: ${words.meanings.till}`);
  expect(text.endsWith('}\n')).toBe(true);
});

test.each([
  ['a comment of somebody', '// mine\n{\n  // the old one\n  "till": "001" // here\n}\n'],
  ['a comma at the end', '{ "till": "001", /* mine */ }'],
  ['no comment', '{"till":"001"}'],
])('keeps what else stands in a file with %s', (_what, before) => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, before, { mode: 0o600 });
  writeSettings(path, { till: '003', lang: 'en' }, words);
  expect(stored()).toEqual({ till: '003', lang: 'en' });
  if (before.includes('mine')) expect(readFileSync(path, 'utf8')).toContain('mine');
  writeSettings(path, { till: null }, words);
  expect(stored()).toEqual({ lang: 'en' });
  writeSettings(path, { lang: null, theme: null }, words);
  expect(stored()).toEqual({});
});

test('whatever is typed comes back as it was typed', () => {
  const odd = 'tcp://[::1]:9100?"x"=\\n\u0000//*';
  writeSettings(path, { printer: odd }, words);
  writeSettings(path, { till: '001' }, words);
  expect(stored()).toEqual({ printer: odd, till: '001' });
});

test('a name that leads elsewhere goes on leading there', () => {
  const real = join(home, 'real.json');
  writeFileSync(real, '{}');
  mkdirSync(join(path, '..'), { recursive: true });
  symlinkSync(real, path);
  writeSettings(path, { till: '007' }, words);
  expect(readFileSync(real, 'utf8')).toContain('"007"');
});

test('the commands show where a setting comes from and never a password; a wrong one changes nothing', async () => {
  ensureBuilt();
  const env = { HOME: home };
  const pos = (args: readonly string[], input = '', more = {}) =>
    runPos(['config', ...args], { env: { ...env, ...more }, input });
  expect(await pos(['set', 'till', '2'])).toMatchObject({ code: 0 });
  expect(await pos(['set', 'database_url'], 'mysql://pos:hunter2@db.example/pos\n')).toMatchObject({
    code: 0,
  });
  const list = await pos(['list', '--json'], '', { POS_THEME: 'light' });
  expect(list.stdout).not.toContain('hunter2');
  expect(list.json()).toMatchObject({
    archivo: path,
    ajustes: expect.arrayContaining([
      { ajuste: 'till', valor: '2', viene_de: 'archivo' },
      { ajuste: 'theme', valor: 'light', viene_de: 'POS_THEME' },
      { ajuste: 'database_url', valor: 'mysql://pos:••••@db.example/pos', viene_de: 'archivo' },
      { ajuste: 'lang', valor: null, viene_de: 'inicial' },
    ]),
  });
  expect(await pos(['set', 'sifen_csc'], 'ABCD1234SECRET\n')).toMatchObject({ code: 0 });
  for (const args of [['list'], ['list', '--json'], ['list', '--csv'], ['get', 'sifen_csc']]) {
    const told = await pos(args, '', { POS_SIFEN_P12_PASSWORD: 'hunter3' });
    expect(told.code).toBe(0);
    expect(told.stdout + told.stderr).not.toMatch(/ABCD1234SECRET|hunter3/);
  }
  const before = readFileSync(path, 'utf8');
  for (const args of [
    ['set', 'sifen_url', 'http://127.0.0.1:8443'],
    ['set', 'lang', 'pt'],
    ['set', 'till', 'x'],
    ['set', 'nothing', '1'],
  ]) {
    const refused = await pos(args);
    expect([refused.code, refused.stderr.split('\n').length]).toEqual([2, 2]);
  }
  for (const address of ['mysql://pos:hunter2@10.0.0.7/pos', 'mysql://pos:hunter2@db/pos?tls=maybe']) {
    const refused = await pos(['set', 'database_url'], address);
    expect([refused.code, refused.stderr.split('\n').length]).toEqual([2, 2]);
    expect(refused.stderr).not.toContain('hunter2');
  }
  expect(readFileSync(path, 'utf8')).toBe(before);
  expect(await pos(['unset', 'till', '--json'])).toMatchObject({ code: 0 });
  expect((await pos(['get', 'till'])).stdout).toBe('');
  expect(existsSync(`${path}.new`)).toBe(false);
});

test.each([
  ['sifen_p12_password', 'hunter2'],
  ['sifen_csc', 'hunter2'],
  ['smtp_password', 'hunter2'],
  ['smtp_url', 'smtp://pos:hunter2@mail.example:587'],
  ['database_url', 'mysql://pos:hunter2@127.0.0.1/pos'],
  ['database_owner_url', 'mysql://pos:hunter2@127.0.0.1:port/pos'],
])('a secret on the command line is refused and not repeated: %s', async (key, value) => {
  ensureBuilt();
  const refused = await runPos(['config', 'set', key, value], { env: { HOME: home } });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('deje el valor afuera');
  expect(refused.stderr + refused.stdout).not.toContain('hunter2');
  expect(existsSync(path)).toBe(false);
});

test('a value that what reads it cannot use is refused with its sentence', async () => {
  ensureBuilt();
  const set = (...args: string[]) => runPos(['config', 'set', ...args], { env: { HOME: home } });
  for (const [key, value, said] of [
    ['printer', 'lpt1', 'empiece con file:'],
    ['printer', 'serial:', 'ruta completa del puerto'],
    ['printer', 'serial:/dev/x?columns=5', 'columns=5'],
    ['printer', 'serial:/dev/x?foo=5', 'foo=5'],
    ['printer', 'serial:/dev/x?baud=12', 'baud=12'],
    ['home', 'relative', 'ruta completa'],
    ['backup_dir', 'relative', 'ruta completa'],
    ['backup_key', '/nope', '/nope'],
    ['sifen_p12', '/nope', '/nope'],
    ['sifen_ca', '/nope', '/nope'],
  ] as const) {
    const refused = await set(key, value);
    expect([key, value, refused.code]).toEqual([key, value, 2]);
    expect(refused.stderr).toContain(said);
  }
  expect(existsSync(path)).toBe(false);
  const noKey = join(home, 'no-key.pem');
  writeFileSync(noKey, 'no key');
  expect((await set('backup_key', noKey)).stderr).toContain('no sirve');
  const unplugged = await set('printer', 'serial:/dev/ttyNONE?baud=9600');
  expect(unplugged).toMatchObject({ code: 0 });
  expect(unplugged.stderr).toContain('Ahora no está /dev/ttyNONE');
  expect(stored()).toEqual({ printer: 'serial:/dev/ttyNONE?baud=9600' });
});
