import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { definitionsOf } from '../../src/adapters/db/backup/definitions.ts';
import { openSession, type Session } from '../../src/adapters/db/backup/session.ts';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { fillHistory } from '../support/history.ts';
import { type BenchTable, median, ms, percentile, times } from './measure.ts';
import { documentOf, pick, type SaleBench } from './sale.bench.ts';

/*
 * `pos db backup` of a long history as its user runs it, beside two floors in the same run: reading every row of the same
 * tables into nothing, and packing the same text as tightly. Then sales while nothing else goes on, and while backups do.
 */

const SALES = { whole: 200_000, small: 20_000 } as const;
const ROUNDS = 3;
/** Sales measured of each kind. */
const SOLD = 400;

const nothing = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
};

/** Every row of every table, as the driver gives them, thrown away. */
const readAll = async ({ connection, ask }: Session): Promise<void> => {
  const tables = await ask(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`,
  );
  for (const { name } of tables)
    await new Promise<void>((resolve, reject) => {
      connection
        .query({ sql: `SELECT * FROM \`${name}\``, rowsAsArray: true })
        .on('error', reject)
        .on('result', () => undefined)
        .on('end', () => resolve());
    });
};

const backUp = (db: TestDatabase, folder: string): Promise<{ archivo: string; bytes: number }> =>
  new Promise((resolve, reject) => {
    const child = spawn(POS, ['db', 'backup', folder, '--keep', 'all', '--json'], {
      env: { PATH: process.env.PATH, ...db.env, POS_HOME: join(folder, 'home') },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`pos db backup ended with ${code}`)),
    );
  });

const unpackedSize = async (path: string): Promise<number> => {
  let bytes = 0;
  await pipeline(
    createReadStream(path),
    createGunzip(),
    new Writable({
      write: (chunk, _encoding, done) => {
        bytes += chunk.length;
        done();
      },
    }),
  );
  return bytes;
};

/** Filling a history takes triggers away that a sale of today has. */
const fill = async (db: TestDatabase, sales: number): Promise<void> => {
  const session = await openSession(db.ownerTarget);
  const before = await definitionsOf(session.ask);
  await fillHistory(db.owner, {
    sales,
    lastDay: '2026-11-20',
    days: 365,
    tills: 8,
    products: 500,
    clients: 300,
  });
  const there = new Set((await definitionsOf(session.ask)).map(({ name }) => name));
  for (const { name, sql } of before) if (!there.has(name)) await session.ask(sql);
  session.close();
};

const sellSome = async (
  db: TestDatabase,
  products: SaleBench['products'],
  user: number,
): Promise<number[]> => {
  const samples: number[] = [];
  for (let sale = 0; sale < SOLD; sale++) {
    const document = JSON.stringify(documentOf(1, user, pick(products)));
    samples.push(1_000 * (await seconds(async () => db.till.raw('CALL sp_registrar_venta(?)', [document]))));
  }
  return samples;
};

/** @param small a history that is made in seconds, for a quick look */
export async function run({ small = false } = {}): Promise<BenchTable> {
  const sales = small ? SALES.small : SALES.whole;
  const folder = mkdtempSync(join(tmpdir(), 'pos-bench-'));
  const db = await freshDatabase({ seed: 'demo' });
  try {
    await fill(db, sales);
    await db.owner('productos').update({ vende_sin_stock: 1 });
    const products = await db
      .owner('productos')
      .select({ id: 'id_producto', price: 'precio_venta' })
      .where({ estado: 'Activo' });
    const [user] = await db.owner('usuarios').select({ id: 'id_usuario' }).where({ rol: 'cajero' });
    const reader = await openSession(db.ownerTarget);
    const { archivo, bytes } = await backUp(db, folder);
    const text = await unpackedSize(archivo);
    const [reads, packs, backups]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      reads.push(await seconds(() => readAll(reader)));
      const gzip = createGzip({ level: constants.Z_BEST_SPEED, memLevel: 9 });
      packs.push(await seconds(() => pipeline(createReadStream(archivo), createGunzip(), gzip, nothing())));
      backups.push(await seconds(() => backUp(db, folder)));
    }
    reader.close();
    const alone = await sellSome(db, products, user.id);
    let selling = true;
    let beside = 0;
    const copying = (async () => {
      for (; selling; beside++) await backUp(db, folder);
    })();
    const besides = await sellSome(db, products, user.id).finally(() => {
      selling = false;
    });
    await copying;
    const [read, pack, made] = [median(reads), median(packs), median(backups)];
    const row = (name: string, value: number, floor: number): (string | number)[] => [
      name,
      value.toFixed(2),
      times(value / floor),
    ];
    return {
      title: `Backup of ${sales.toLocaleString('en')} sales`,
      columns: ['work', 'p50', 'of the floor'],
      rows: [
        row('SELECT of all rows into nothing, s', read, read),
        row('unpacking and packing the same text into nothing, s', pack, read),
        row('pos db backup, s', made, read),
        ['a sale of 5 lines, nothing beside, ms', ms(median(alone)), '1.0x'],
        [
          'a sale of 5 lines, backups beside, ms',
          ms(median(besides)),
          times(median(besides) / median(alone)),
        ],
      ],
      note: `${(text / 1e6).toFixed(0)} MB of SQL, ${(bytes / 1e6).toFixed(0)} MB packed. p99 of a sale: ${ms(percentile(alone, 0.99))} ms alone, ${ms(percentile(besides, 0.99))} ms beside ${beside} backups.`,
    };
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
