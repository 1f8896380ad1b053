import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEAD_MARK, TAIL_MARK } from '../../src/adapters/db/backup/format.ts';
import { serverFiles } from '../../src/adapters/db/private-server-files.ts';
import { sslOptions } from '../../src/adapters/db/tls.ts';
import { publicKeyOf } from '../../src/adapters/files/backup/keys.ts';
import { openBackup } from '../../src/adapters/files/backup/read.ts';
import { writeCrashReport } from '../../src/adapters/files/crash-report.ts';
import { ensureHome } from '../../src/adapters/files/home.ts';
import { fileLog } from '../../src/adapters/files/log.ts';
import { readPicture } from '../../src/adapters/files/picture.ts';
import { readToken, writeToken } from '../../src/adapters/files/session.ts';
import { tableFiles } from '../../src/adapters/files/tables.ts';
import { readPair } from '../../src/adapters/http/certificate.ts';
import { writeDocument } from '../../src/adapters/printer/devices/directory.ts';
import { readConfigFile } from '../../src/cli/config-file.ts';
import { writeSettings } from '../../src/cli/config-write.ts';
import { keyPairOf } from '../../src/cli/invoicing.ts';
import { readJsonFile } from '../../src/cli/json-file.ts';
import { messages } from '../support/words.ts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pos-hostil-')));
  execFileSync('mkfifo', [at('tubo')]);
  mkdirSync(at('carpeta'));
  writeFileSync(at('grande'), '');
  truncateSync(at('grande'), 3_000_000_000);
  symlinkSync(at('tubo'), at('enlace-a-tubo'));
  symlinkSync(at('vuelta'), at('vuelta'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How a reader ends: the code of its refusal, or that it took what it was given. */
const endOf = async (read: () => unknown): Promise<string> => {
  try {
    const result = (await read()) as { ok?: boolean; error?: { code: string } } | null;
    return result && result.ok === false ? String(result.error?.code) : 'taken';
  } catch (error) {
    return (error as { error?: { code: string } }).error?.code ?? `FAULT ${String(error)}`;
  }
};

const SIFEN = { password: 'x', csc: null, url: null, authority: null };
/** Whatever reads a file that somebody names. */
const READERS: Readonly<Record<string, (path: string) => unknown>> = {
  'configuration (POS_CONFIG)': (path) => readConfigFile({ POS_CONFIG: path }),
  'file to import': (path) => tableFiles.open(path),
  photo: readPicture,
  'backup to read back': (path) =>
    openBackup(
      path,
      async () => null,
      () => {},
    ),
  'key of backups': publicKeyOf,
  'certificate of invoices (.p12)': (path) => keyPairOf({ ...SIFEN, p12: path }),
  'authority of the database': (path) => sslOptions('db.school', { ca: path }),
  'certificate of the server': (path) => readPair({ cert: path, key: path }),
};

describe('a path that leads to no file', () => {
  it.each(Object.entries(READERS))('is refused at once as %s', async (_, read) => {
    const places = ['tubo', 'enlace-a-tubo', 'carpeta', 'vuelta', 'no-esta'].map(at);
    for (const path of [...places, '/dev/zero', '/dev/tty', `${folder}/../../../../dev/zero`, `${folder}\0x`])
      expect([path, await endOf(() => read(path))]).toEqual([
        path,
        expect.stringMatching(/^(?:ARCHIVO_ILEGIBLE|ARCHIVO_INVALIDO|COPIA_INVALIDA)$/),
      ]);
  });

  it.each(Object.entries(READERS).filter(([name]) => !name.startsWith('backup to')))(
    'or to one of three gigabytes, is refused unread as %s',
    async (_, read) => {
      const before = process.memoryUsage().rss;
      expect(await endOf(() => read(at('grande')))).toMatch(/^[A-Z_]+$/);
      expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    },
  );

  it('ends a document that never ends, which may come through a pipe', async () => {
    expect(await endOf(() => readJsonFile('/dev/zero'))).toBe('VALOR_INVALIDO');
    expect(await endOf(() => readJsonFile(at('carpeta')))).toBe('ARCHIVO_ILEGIBLE');
  });
});

describe('a file that becomes another one between the look and the use', () => {
  it('is not read back: a backup is the one that was examined, or none', async () => {
    const rows = (text: string) => [
      `${HEAD_MARK}${JSON.stringify({ program: '0', server: 'x', schema: [], takenAt: 'x' })}`,
      `INSERT INTO \`ventas\` (a) VALUES ('${text}');`,
      `${TAIL_MARK}${JSON.stringify({ rows: {}, routines: 0, triggers: 0, views: 0 })}`,
    ];
    const put = (path: string, lines: readonly string[]) =>
      writeFileSync(path, gzipSync(`${lines.join('\n')}\n`), { mode: 0o600 });
    const [path, other] = [at('copia.sql.gz'), at('otra.sql.gz')];
    const readAfter = async (lines: readonly string[]): Promise<string> => {
      put(path, rows('buena'));
      const opened = await openBackup(
        path,
        async () => null,
        () => {},
      );
      put(other, lines);
      renameSync(other, path);
      return endOf(async () => {
        for await (const statement of opened.statements()) expect(statement).toContain('INSERT INTO');
        return null;
      });
    };
    expect(await readAfter(rows('buena'))).toBe('taken');
    expect(await readAfter(rows('mala'))).toBe('COPIA_INVALIDA');
    expect(await readAfter(rows('buena').with(1, 'DROP DATABASE pos;'))).toBe('COPIA_INVALIDA');
  });
});

describe('a configuration that somebody else may write', () => {
  const SETTINGS = '{ "till": "001" }';
  it('is refused, whatever is in it: it names servers that are trusted and programs that are run', async () => {
    const path = at('config.json');
    writeFileSync(path, SETTINGS, { mode: 0o600 });
    for (const mode of [0o600, 0o640, 0o644, 0o660]) {
      chmodSync(path, mode);
      expect([mode, await endOf(() => readConfigFile({ POS_CONFIG: path }))]).toEqual([mode, 'taken']);
    }
    for (const mode of [0o602, 0o606, 0o666, 0o777]) {
      chmodSync(path, mode);
      expect([mode, await endOf(() => readConfigFile({ POS_CONFIG: path }))]).toEqual([
        mode,
        'CONFIGURACION_INVALIDA',
      ]);
    }
  });
});

describe('a link that somebody planted', () => {
  const victim = (): string => {
    const path = at('ajeno');
    writeFileSync(path, 'de otro\n', { mode: 0o644 });
    return path;
  };
  const plant = (path: string): string => {
    rmSync(path, { force: true, recursive: true });
    symlinkSync(victim(), path);
    return path;
  };
  const intact = () => expect(readFileSync(at('ajeno'), 'utf8')).toBe('de otro\n');

  it('where an export or a report is written leads nowhere: refused, or replaced when that was asked for', async () => {
    const path = plant(at('salida.csv'));
    expect(await endOf(() => tableFiles.write(path, ['hola'], false))).toBe('ARCHIVO_EXISTE');
    intact();
    expect(await endOf(() => tableFiles.write(path, ['hola', Buffer.from(' mundo')], true))).toBe('taken');
    intact();
    expect([lstatSync(path).isFile(), statSync(path).mode & 0o777]).toEqual([true, 0o600]);
    expect(readFileSync(path, 'utf8')).toBe('hola mundo');
    for (const place of ['/dev/null', at('tubo'), at('carpeta'), at('no/esta')])
      expect([place, await endOf(() => tableFiles.write(place, ['x'], true))]).toEqual([
        place,
        'ARCHIVO_NO_ESCRITO',
      ]);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(lstatSync(at('tubo')).isFIFO()).toBe(true);
  });

  it('under the names of log, session, crash report, ticket and settings leads nowhere', async () => {
    const home = at('hogar');
    ensureHome(home);
    mkdirSync(join(home, 'logs'), { mode: 0o700 });
    const now = new Date('2026-11-26T15:00:00Z');
    const log = plant(join(home, 'logs', 'pos-2026-11-26.log'));
    fileLog(home, 'pos prueba', { now: () => now }).event('prueba');
    await new Promise((resolve) => setTimeout(resolve, 300));
    intact();
    expect(lstatSync(log).isSymbolicLink()).toBe(true);

    plant(join(home, 'session'));
    plant(join(home, `session.${process.pid}`));
    await writeToken(home, 'A'.repeat(43));
    intact();
    expect(await readToken(home)).toBe('A'.repeat(43));
    expect(lstatSync(join(home, 'session')).isFile()).toBe(true);

    mkdirSync(join(home, 'reports'), { mode: 0o700 });
    plant(join(home, 'reports', `crash-2026-11-26T15-00-00-000Z-${process.pid}.txt`));
    expect(writeCrashReport(home, new Error('x'), { version: '0', command: 'x', now })).toBeNull();
    intact();

    mkdirSync(join(home, 'tickets'), { mode: 0o700 });
    plant(join(home, 'tickets', 't.txt'));
    plant(join(home, 'tickets', 't.txt.part'));
    await writeDocument(join(home, 'tickets'), 't.txt', Buffer.from('ticket'));
    intact();
    expect(readFileSync(join(home, 'tickets', 't.txt'), 'utf8')).toBe('ticket');

    const config = join(home, 'config.json');
    writeFileSync(config, '{}', { mode: 0o600 });
    plant(`${config}.new`);
    writeSettings(config, { till: '002' }, messages('es').config);
    intact();
    expect(readFileSync(config, 'utf8')).toContain('"002"');
  });

  it('at the place of the server’s socket in a directory of everybody’s keeps the server from starting', async () => {
    const home = at(join('largo', 'x'.repeat(120)));
    const place = dirname(serverFiles(home).socket);
    try {
      expect([place.startsWith(home), statSync(place).mode & 0o777]).toEqual([false, 0o700]);
      for (const plantIt of [
        () => symlinkSync(at('carpeta'), place),
        () => writeFileSync(place, ''),
        () => {
          mkdirSync(place);
          chmodSync(place, 0o755);
        },
      ]) {
        rmSync(place, { recursive: true, force: true });
        plantIt();
        expect(await endOf(() => serverFiles(home))).toBe('SERVIDOR_NO_ARRANCA');
      }
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });

  it('or a directory that others may write to, is no place for a store’s data', async () => {
    const open = at('abierto');
    mkdirSync(open);
    chmodSync(open, 0o777);
    expect(await endOf(() => ensureHome(open))).toBe('CONFIGURACION_INVALIDA');
    symlinkSync(open, at('enlace-a-abierto'));
    expect(await endOf(() => ensureHome(at('enlace-a-abierto')))).toBe('CONFIGURACION_INVALIDA');
    renameSync(open, at('abierto-antes'));
  });
});
