import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { backupName } from '../../src/domain/backup.ts';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { booksOf, lostFrom } from '../support/older-schema.ts';
import { runPos } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let root: string;
let folder: string;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').update({ vende_sin_stock: 1 });
  root = mkdtempSync(join(tmpdir(), 'pos-faults-'));
  folder = join(root, 'copies');
  mkdirSync(folder, { mode: 0o700 });
  for (let sale = 0; sale < 40; sale++) expect((await sell()).ok).toBe(true);
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await db.close();
});

const sell = () => databaseServices(db.till).sales.register(saleOf({}));
const environment = () => ({ ...db.env, POS_HOME: join(root, 'home'), POS_BACKUP_DIR: folder });
const pos = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runPos([...args, '--lang', 'en'], { env: { ...environment(), ...env } });
const start = (command: string, ...args: string[]): ChildProcess =>
  spawn(command, args, {
    env: { PATH: process.env.PATH, ...environment() },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
const endOf = (child: ChildProcess): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part) => {
        said += part;
      });
    child.on('close', (code) => resolve({ code, said }));
  });
const sales = async (): Promise<number> => Number((await db.owner('ventas').count({ n: '*' }))[0]?.n);
const databases = async (): Promise<readonly string[]> => {
  const [rows] = await db.owner.raw(
    'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ?',
    [`${db.name}\\_%`],
  );
  return rows.map(({ name }: { name: string }) => name);
};
const backup = async (): Promise<string> => {
  const made = await pos(['db', 'backup', '--json']);
  expect(made.code).toBe(0);
  return (made.json() as { archivo: string }).archivo;
};

describe('a disk that is full in the middle of a backup', () => {
  it('is told in one sentence, leaves nothing of it, and hinders no sale', async () => {
    const small = join(root, 'small');
    mkdirSync(small, { mode: 0o700 });
    const child = start('bash', '-c', `ulimit -f 24; exec "${POS}" db backup "${small}" --lang en`);
    const ended = endOf(child);
    expect((await sell()).ok).toBe(true);
    const { code, said } = await ended;
    expect([code, said.trim().split('\n')]).toEqual([
      4,
      [expect.stringMatching(new RegExp(`${small}.*full`))],
    ]);
    expect(readdirSync(small).filter((name) => name.startsWith('pos_') || name.includes('partial'))).toEqual(
      [],
    );
    expect((await sell()).ok).toBe(true);
  });

  it('keeps an upgrade from beginning, which would have nothing to go back to', async () => {
    const last = await db.owner('knex_migrations').orderBy('id', 'desc').first();
    await db.owner('knex_migrations').where('id', last.id).delete();
    try {
      const small = join(root, 'small');
      const child = start(
        'bash',
        '-c',
        `ulimit -f 24; export POS_BACKUP_DIR="${small}"; exec "${POS}" db migrate --lang en`,
      );
      const { code, said } = await endOf(child);
      expect([code, said]).toEqual([4, expect.stringContaining('full')]);
      const there = (await pos(['db', 'migrate', '--status', '--json'])).json();
      expect(there).toMatchObject({ faltan: [last.name] });
    } finally {
      await db.owner('knex_migrations').insert(last);
    }
  });
});

describe('a restore that is killed', () => {
  /** Runs `pos db restore --replace` and kills it as soon as something is so. */
  const restoreAndKill = async (file: string, when: () => Promise<boolean>): Promise<number | null> => {
    const child = start(POS, 'db', 'restore', file, '--replace', '--lang', 'en');
    let over = false;
    const ended = endOf(child).finally(() => {
      over = true;
    });
    while (!over && !(await when())) await pause(1);
    if (!over) process.kill(-Number(child.pid), 'SIGKILL');
    return (await ended).code;
  };

  it('while it reads: everything is as it was, and the next one takes away what was left', async () => {
    const file = await backup();
    expect((await sell()).ok).toBe(true);
    const before = await booksOf(db.owner);
    const code = await restoreAndKill(file, async () => (await databases()).length > 0);
    expect(code).toBe(null);
    expect(lostFrom(before, await booksOf(db.owner))).toEqual([]);
    expect((await sell()).ok).toBe(true);
    expect(await databases()).toEqual([expect.stringMatching(/_restaurar_/)]);
    const count = await sales();
    const done = await pos(['db', 'restore', file, '--replace', '--json']);
    expect([done.code, done.json()]).toEqual([0, expect.objectContaining({ ventas: count - 2 })]);
    expect(await databases()).toEqual([]);
  }, 120_000);

  it('while it takes the place of the other: nothing is sold or migrated until it has been run to its end', async () => {
    const file = await backup();
    const before = await booksOf(db.owner);
    const marked = async (): Promise<boolean> => {
      const [rows] = await db.owner.raw(
        `SELECT 1 FROM information_schema.TABLES
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'restauracion_en_curso'`,
      );
      return rows.length > 0;
    };
    const apart = async (): Promise<boolean> => {
      const [rows] = await db.owner.raw(
        `SELECT 1 FROM information_schema.VIEWS
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'v_migraciones'`,
      );
      return rows.length === 0 && (await marked());
    };
    expect(await restoreAndKill(file, apart)).toBe(null);
    expect(await marked()).toBe(true);
    expect((await pos(['sale', 'list'])).code).toBe(4);
    const migrated = await pos(['db', 'migrate']);
    expect([migrated.code, migrated.stderr]).toEqual([4, expect.stringContaining('was cut off half way')]);
    const again = await pos(['db', 'restore', file, '--replace']);
    expect([again.code, again.stdout + again.stderr]).toEqual([0, expect.any(String)]);
    expect([await marked(), await databases()]).toEqual([false, []]);
    expect(lostFrom(before, await booksOf(db.owner))).toEqual([]);
    // Numbers that a former restore took the sales of are not given again: its till has a gap.
    expect({ ...(await inconsistencies(db.owner)), gapsInNumbers: 0 }).toEqual(SOUND);
    expect((await sell()).ok).toBe(true);
  }, 120_000);
});

describe('pos doctor on backups', () => {
  const found = async (more: Readonly<Record<string, string>> = {}) => {
    const { revisiones } = (await pos(['doctor', '--json'], more)).json() as {
      revisiones: { revision: string; estado: string; resultado: string; remedio: string | null }[];
    };
    return revisiones.find(({ revision }) => revision === 'copias');
  };

  it('says that there is none, that the newest is old, that it is fresh, and what to do', async () => {
    const none = join(root, 'none');
    mkdirSync(none, { mode: 0o700 });
    expect(await found({ POS_BACKUP_DIR: none })).toMatchObject({
      estado: 'aviso',
      resultado: expect.stringContaining(none),
      remedio: expect.stringContaining('pos db backup'),
    });
    const old = backupName(Date.now() - 40 * 3_600_000, false);
    writeFileSync(join(none, old), '');
    // The name says when it was made; a copy's own time says when it was copied.
    utimesSync(join(none, old), new Date(), new Date());
    expect(await found({ POS_BACKUP_DIR: none })).toMatchObject({
      estado: 'aviso',
      resultado: `${old}, 40 h ago`,
    });
    expect(await found({ POS_BACKUP_DIR: none, POS_BACKUP_HOURS: '48' })).toMatchObject({ estado: 'bien' });
    await backup();
    expect(await found()).toMatchObject({ estado: 'bien', remedio: null });
    expect(await found({ POS_DATABASE_OWNER_URL: '' })).toMatchObject({ estado: 'sin_revisar' });
  });
});
