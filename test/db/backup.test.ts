import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLATION } from '../../migrations/modes.ts';
import { restoreBeside } from '../../src/adapters/db/backup/restore.ts';
import { openSession, type Session } from '../../src/adapters/db/backup/session.ts';
import { backUp } from '../../src/adapters/db/backup/store.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { announceTill } from '../../src/adapters/db/open-tills.ts';
import { openBackup } from '../../src/adapters/files/backup/read.ts';
import { makeKeys } from '../../src/adapters/files/backup/seal.ts';
import { storeTime } from '../../src/domain/business-time.ts';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { runPos } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let root: string;
let folder: string;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  root = mkdtempSync(join(tmpdir(), 'pos-backups-'));
  folder = join(root, 'copies');
  mkdirSync(folder, { mode: 0o700 });
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await db.close();
});

const pos = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runPos([...args, '--lang', 'en'], {
    env: { ...db.env, POS_HOME: join(root, 'home'), POS_BACKUP_DIR: folder, ...env },
  });
const backupsThere = () =>
  readdirSync(folder)
    .filter((name) => /^pos_backup.*\.(gz|enc)$/.test(name))
    .sort();
const sell = () => databaseServices(db.till).sales.register(saleOf({}));
const nothing = { onCopy: () => undefined, onStep: () => undefined };

const tablesOf = async ({ ask }: Session): Promise<readonly string[]> =>
  (
    await ask(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
    )
  ).map(({ name }) => String(name));

/** Every row of a table, whatever its key, as one text. */
const contentOf = async ({ ask }: Session, table: string): Promise<string> => {
  const rows = (await ask(`SELECT * FROM \`${table}\``)).map((row) =>
    JSON.stringify(row, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value,
    ),
  );
  return `${createHash('sha256').update(rows.sort().join('\n')).digest('hex')} ${rows.length}`;
};

describe('a backup that is made while tills sell', () => {
  it('holds each table exactly as of one moment, and reads back', async () => {
    const odd = "a'b\\c\n\r\t\u0000\u001a«ñ» 😀 `x` ;;\n;;\nDELIMITER ;";
    await db.owner('ajustes').where('clave', 'pie_ticket').update({ valor: odd });
    await db.owner('productos').update({ vende_sin_stock: 1 });
    for (let sale = 0; sale < 30; sale++) await sell();
    const locker = await openSession(db.ownerTarget);
    const seen = await openSession(db.ownerTarget);
    const tables = await tablesOf(seen);
    // Nobody writes between the two snapshots: what one sees, the other does. Locked before the tills begin,
    // because a server lets writers pass a read lock that waits, for as long as they keep coming.
    await locker.ask(`LOCK TABLES ${tables.map((table) => `\`${table}\` READ`).join(', ')}`);
    let selling = true;
    let sold = 0;
    const tills = Array.from({ length: 4 }, async () => {
      while (selling) if ((await sell()).ok) sold += 1;
    });
    let atSnapshot = -1;
    let released: Promise<unknown> | null = null;
    const release = async () => {
      await seen.ask('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await seen.ask('START TRANSACTION WITH CONSISTENT SNAPSHOT');
      atSnapshot = sold;
      await locker.ask('UNLOCK TABLES');
    };
    // The backup's own session has its snapshot when it first tells how far it is.
    const made = await backUp(
      db.ownerTarget,
      { folder, ownFolder: false, encryptTo: null },
      {
        keep: 'all',
        now: Date.now(),
        onCopy: () => {
          released ??= release();
        },
      },
    ).finally(async () => {
      selling = false;
      locker.close();
      await Promise.all(tills);
    });
    await released;
    const during = sold - atSnapshot;
    expect(during).toBeGreaterThan(0);

    const owned = { target: db.ownerTarget, name: db.name, grant: async () => undefined, others: 0 };
    const into = `${db.name}_b`;
    const backup = await openBackup(
      made.path,
      async () => null,
      () => undefined,
    );
    const found = await restoreBeside(owned, backup, into, nothing);
    const copy = await openSession({ ...db.ownerTarget, database: into });
    try {
      expect(found.holds.sales).toBeGreaterThanOrEqual(30);
      expect(await tablesOf(copy)).toEqual(tables);
      for (const table of tables) {
        if (['sesiones', 'cajas_activas'].includes(table)) continue;
        expect([table, await contentOf(copy, table)]).toEqual([table, await contentOf(seen, table)]);
      }
      expect((await copy.ask('SELECT COUNT(*) AS n FROM sesiones'))[0]?.n).toBe(0);
      // It works, too: its routines sell.
      expect(statSync(made.path).mode & 0o777).toBe(0o600);
    } finally {
      seen.close();
      await copy.ask(`DROP DATABASE \`${into}\``);
      copy.close();
    }
  });
});

describe('pos db backup', () => {
  it('leaves nothing but a hidden rest when it is killed, which the next one takes away', async () => {
    const before = backupsThere();
    // A row lock would not hold it up; a lock on a table does.
    const locker = await openSession(db.ownerTarget);
    await locker.ask('LOCK TABLES ventas WRITE');
    const child = spawn(POS, ['db', 'backup', folder], {
      env: { PATH: process.env.PATH, ...db.env, POS_HOME: join(root, 'home') },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    const partial = () => readdirSync(folder).some((name) => name.endsWith('.partial'));
    while (!partial()) await pause(20);
    child.kill('SIGKILL');
    await ended;
    await locker.ask('UNLOCK TABLES');
    locker.close();
    expect(backupsThere()).toEqual(before);
    expect((await pos(['db', 'backup'])).code).toBe(0);
    expect(partial()).toBe(false);
    expect(backupsThere()).toHaveLength(before.length + 1);
  });

  it('ends cleanly when it is told to', async () => {
    const before = readdirSync(folder).sort();
    const locker = await openSession(db.ownerTarget);
    await locker.ask('LOCK TABLES ventas WRITE');
    const child = spawn(POS, ['db', 'backup', folder], {
      env: { PATH: process.env.PATH, ...db.env, POS_HOME: join(root, 'home') },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    while (!readdirSync(folder).some((name) => name.endsWith('.partial'))) await pause(20);
    child.kill('SIGTERM');
    await pause(100);
    await locker.ask('UNLOCK TABLES');
    locker.close();
    expect(await ended).toBe(130);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it('writes a checksum, rotates, and hands the file to a program without a shell', async () => {
    const seen = join(root, 'arguments');
    const program = join(root, 'take away.sh');
    writeFileSync(
      program,
      '#!/bin/sh\nprintf "%s|" "$@" > "$(dirname "$0")/arguments"\nenv | grep -c ^POS_ >> "$(dirname "$0")/arguments"\nexit 0\n',
      { mode: 0o755 },
    );
    for (const old of ['2020-01-05T020000', '2020-01-05T030000', '2020-02-01T020000'])
      writeFileSync(join(folder, `pos_backup_${old}.sql.gz`), '');
    const made = await pos(['db', 'backup', '--json', '--keep', '1,0,2'], {
      POS_BACKUP_HOOK: `"${program}" "$(id)" {} ;`,
    });
    expect(made.code).toBe(0);
    const { archivo, sha256, quitadas, enviada } = made.json() as {
      archivo: string;
      sha256: string;
      quitadas: string[];
      enviada: boolean;
    };
    expect([enviada, quitadas.sort()]).toEqual([
      true,
      ['pos_backup_2020-01-05T020000.sql.gz', 'pos_backup_2020-01-05T030000.sql.gz'],
    ]);
    expect(readFileSync(seen, 'utf8')).toBe(`$(id)|${archivo}|;|0\n`);
    expect(createHash('sha256').update(readFileSync(archivo)).digest('hex')).toBe(sha256);
    expect(readFileSync(`${archivo}.sha256`, 'utf8')).toBe(`${sha256}  ${archivo.split('/').at(-1)}\n`);
    rmSync(join(folder, 'pos_backup_2020-02-01T020000.sql.gz'));
    const failed = await pos(['db', 'backup'], { POS_BACKUP_HOOK: '/bin/sh -c "echo no room >&2; exit 3"' });
    expect([failed.code, failed.stderr]).toEqual([4, expect.stringContaining('(no room)')]);
  });

  it('names no collation that another server would not know', async () => {
    const [[{ version }]] = await db.owner.raw('SELECT VERSION() AS version');
    const own = String(version).includes('MariaDB') ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_0900_ai_ci';
    const collate = (collation: string) =>
      db.owner.raw(`ALTER TABLE knex_migrations CONVERT TO CHARACTER SET utf8mb4 COLLATE ${collation}`);
    // What the tables of a database get that the server's administrator made without naming one.
    await collate(own);
    const { archivo } = (await pos(['db', 'backup', '--json'])).json() as { archivo: string };
    await collate(COLLATION);
    const text = gunzipSync(readFileSync(archivo)).toString('utf8');
    expect(text).toContain('CREATE TABLE `knex_migrations`');
    expect(text).not.toMatch(/utf8mb4_(0900|uca1400)/);
  });

  it('refuses directories in which others could put a hand', async () => {
    symlinkSync(folder, join(root, 'link'));
    mkdirSync(join(root, 'open'));
    chmodSync(join(root, 'open'), 0o777);
    writeFileSync(join(root, 'file'), '');
    for (const [name, word] of [
      ['link', 'link'],
      ['open', 'anybody'],
      ['file', 'not a directory'],
      ['a/b', 'does not exist'],
    ]) {
      const refused = await pos(['db', 'backup', join(root, String(name))]);
      expect([name, refused.code, refused.stderr]).toEqual([name, 4, expect.stringContaining(String(word))]);
    }
    const full = await pos(['db', 'backup', '/dev/full']);
    expect(full.code).toBe(4);
  });
});

describe('a file that is no backup of ours, or not any more', () => {
  const refusedAs = async (file: string, word: string, args: readonly string[] = []) => {
    const { code, stderr } = await pos(['db', 'restore', file, '--into', `${db.name}_x`, ...args]);
    const said = stderr
      .trim()
      .split('\n')
      .filter((line) => !line.endsWith('…'));
    expect([file, code, said]).toEqual([file, 2, [expect.stringContaining(word)]]);
  };
  const write = (name: string, bytes: Buffer | string): string => {
    writeFileSync(join(root, name), bytes);
    return join(root, name);
  };

  it('is refused in one sentence', async () => {
    const good = join(folder, backupsThere().at(-1) ?? '');
    const bytes = readFileSync(good);
    const text = gunzipSync(bytes).toString('utf8');
    await refusedAs(write('cut.sql.gz', bytes.subarray(0, bytes.length - 9_000)), 'cut off');
    const changed = Buffer.from(bytes);
    changed[5_000] = (changed[5_000] ?? 0) ^ 0xff;
    await refusedAs(write('changed.sql.gz', changed), 'no use');
    copyFileSync(good, join(root, 'sum.sql.gz'));
    writeFileSync(join(root, 'sum.sql.gz.sha256'), `${'0'.repeat(64)}  sum.sql.gz\n`);
    await refusedAs(join(root, 'sum.sql.gz'), '.sha256');
    await refusedAs(
      write('foreign.sql.gz', gzipSync('-- MariaDB dump 10.19\nSELECT 1;\n')),
      'no backup of this program',
    );
    await refusedAs(write('text.sql', 'SELECT 1;'), 'no backup of this program');
    await refusedAs(write('empty', ''), 'cut off');
    await refusedAs(
      write('short.sql.gz', gzipSync(text.slice(0, text.lastIndexOf('-- cantina-pos end')))),
      'cut off',
    );
    await refusedAs(
      write('more.sql.gz', gzipSync(text.replace('INSERT INTO `ajustes`', 'INSERT INTO `mysql`.`user`'))),
      'no backup of this program',
    );
    await refusedAs(
      write('newer.sql.gz', gzipSync(text.replace('20260109100000_usuarios"', '99999999999999_futuro"'))),
      'newer version',
    );
    await refusedAs(
      write('fewer.sql.gz', gzipSync(text.replace(/"clientes":\d+/, '"clientes":9'))),
      'does not add up',
    );
    const session = await openSession(db.ownerTarget);
    expect(
      await session.ask('SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ?', [
        `${db.name}\\_%`,
      ]),
    ).toEqual([]);
    session.close();
  });

  it('is refused without its key, with another, and when it was changed', async () => {
    const keys = makeKeys();
    const open = write('k.pub.pem', keys.publicKey);
    const secret = write('k.pem', keys.privateKey);
    const other = write('o.pem', makeKeys().privateKey);
    const made = await pos(['db', 'backup', '--json', '--encrypt-to', open]);
    const { archivo } = made.json() as { archivo: string };
    expect(archivo).toMatch(/\.sql\.gz\.enc$/);
    await refusedAs(archivo, 'name the private key');
    await refusedAs(archivo, 'another key', ['--key', other]);
    const bytes = readFileSync(archivo);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    await refusedAs(write('c.sql.gz.enc', bytes), 'somebody changed it', ['--key', secret]);
    const verified = await pos(['db', 'verify', archivo, '--key', secret, '--json']);
    expect(verified.json()).toMatchObject({
      sirve: true,
      cifrada: true,
      suma: 'bien',
      filas_distintas: [],
      claves_sin_destino: [],
    });
    const { tomada_en } = verified.json() as { tomada_en: string };
    const told = await pos(['db', 'verify', archivo, '--key', secret]);
    expect(told.stdout).toMatch(new RegExp(`Taken +${storeTime(new Date(tomada_en))}\\n`));
  });
});

describe('pos db restore', () => {
  it('takes the place of what is there only when told, and keeps that in a backup', async () => {
    const file = join(folder, backupsThere()[0] ?? '');
    const before = Number((await db.owner('ventas').count({ n: '*' }))[0]?.n);
    const refused = await pos(['db', 'restore', file]);
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining(`${before} sales, the last one of 20`),
    ]);
    const process = '7e0f2b2a-6f43-4a0c-9d0a-3f1e5a3b9c11';
    await announceTill(db.till, { process, till: '001', program: '9.9.9', host: 'caja-uno' });
    const open = await pos(['db', 'restore', file, '--replace']);
    expect([open.code, open.stderr]).toEqual([3, expect.stringContaining('001 caja-uno 9.9.9')]);
    await db.owner('cajas_activas').delete();
    const done = await pos(['db', 'restore', file, '--replace', '--json']);
    expect(done.code).toBe(0);
    const { copia_anterior, ventas } = done.json() as { copia_anterior: string; ventas: number };
    expect(existsSync(copia_anterior)).toBe(true);
    expect(Number((await db.owner('ventas').count({ n: '*' }))[0]?.n)).toBe(ventas);
    expect(ventas).toBeLessThan(before);
    // The till's account has its grants again.
    expect((await sell()).ok).toBe(true);
    const back = await pos(['db', 'restore', copia_anterior, '--replace', '--json']);
    expect(back.json()).toMatchObject({ ventas: before });
    // MySQL makes tables, routines and triggers much slower, and here some five times over.
  }, 180_000);
});
