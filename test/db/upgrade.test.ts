import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { seedBase, seedDemo } from '../../seeds/index.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import { actorOf } from '../support/actors.ts';
import { POS } from '../support/built.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies } from '../support/ledgers.ts';
import {
  type Books,
  booksOf,
  lostFrom,
  migrateTo,
  OFFICE_RELEASE,
  schemaOf,
} from '../support/older-schema.ts';
import { act, doAct, stockShop } from '../support/random-shop.ts';
import { runPos } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';
import { testServer } from '../support/server.ts';

const LATEST = migrations.at(-1)?.name ?? '';
const FORMER = migrations.findIndex(({ name }) => name === OFFICE_RELEASE) + 1;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pos-upgrade-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const environment = (db: TestDatabase) => ({
  ...db.env,
  POS_HOME: join(root, db.name),
  POS_BACKUP_DIR: join(root, `${db.name}-copies`),
});
const pos = (db: TestDatabase, ...args: string[]) =>
  runPos([...args, '--lang', 'en'], { env: environment(db) });

/** A shop of the former version that has been at work: sales, returns, voids, top-ups. */
const formerShop = async (): Promise<{ readonly db: TestDatabase; readonly books: Books }> => {
  const db = await emptyDatabase();
  if (!testServer().till)
    await db.owner.raw("CREATE USER IF NOT EXISTS ?@'localhost' IDENTIFIED BY ?", [
      db.tillTarget.user,
      db.tillTarget.password,
    ]);
  await migrateTo(db.owner, OFFICE_RELEASE);
  await seedBase(db.owner);
  await seedDemo(db.owner, argon2Hasher.seal);
  await stockShop(db);
  // The grants of today's till name what was not there then.
  const then = { ...db, till: db.owner };
  const manager = await actorOf(db.owner, 'gerente');
  let done = 0;
  for (const one of fc.sample(act, { numRuns: 120, seed: 7 })) if (await doAct(then, manager, one)) done += 1;
  expect(done).toBeGreaterThan(60);
  return { db, books: await booksOf(db.owner) };
};

/** Runs `pos db migrate` and kills it when so many migrations have been noted, or when it is done. */
const migrateAndKill = async (db: TestDatabase, after: number): Promise<number | null> => {
  const child = spawn(POS, ['db', 'migrate', '--no-backup'], {
    env: { PATH: process.env.PATH, ...environment(db) },
    stdio: 'ignore',
    detached: true,
  });
  let code: number | null | undefined;
  const ended = new Promise<void>((resolve) =>
    child.on('exit', (with_) => {
      code = with_;
      resolve();
    }),
  );
  while (code === undefined && Number((await db.owner('knex_migrations').count({ n: '*' }))[0]?.n) < after)
    await pause(2);
  if (code === undefined) process.kill(-Number(child.pid), 'SIGKILL');
  await ended;
  return code ?? null;
};

describe('a shop of the version before', () => {
  it('comes to the newest schema with every sale, balance and ledger as it was', async () => {
    const { db, books } = await formerShop();
    const fresh = await freshDatabase();
    try {
      const asked = await pos(db, 'db', 'migrate', '--status', '--json');
      expect(asked.json()).toMatchObject({
        aplicadas: migrations.slice(0, FORMER).map(({ name }) => name),
        faltan: migrations.slice(FORMER).map(({ name }) => name),
        desconocidas: [],
      });
      // A program of today says what is to be done, and a look changes nothing.
      const refused = await pos(db, 'sale', 'list');
      expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining('pos db migrate')]);
      expect((await pos(db, 'db', 'migrate', '--dry-run')).stdout).toContain(LATEST);
      expect(lostFrom(books, await booksOf(db.owner))).toEqual([]);
      const done = await pos(db, 'db', 'migrate', '--json');
      expect([done.code, done.stderr]).toEqual([0, expect.any(String)]);
      const { migraciones, copia } = done.json() as { migraciones: string[]; copia: string };
      expect(migraciones).toHaveLength(migrations.length - FORMER);
      const after = await booksOf(db.owner);
      expect(lostFrom(books, after)).toEqual([]);
      expect(after.get('ventas')).toHaveLength(books.get('ventas')?.length ?? -1);
      expect(wrong(await inconsistencies(db.owner))).toEqual([]);
      expect(await schemaOf(db.owner)).toEqual(await schemaOf(fresh.owner));
      // It sells, and what it sells is summed with what was there.
      await db.owner('productos').update({ vende_sin_stock: 1 });
      expect((await databaseServices(db.till).sales.register(saleOf({}))).ok).toBe(true);
      expect(wrong(await inconsistencies(db.owner))).toEqual([]);
      // The backup of before brings the old schema back beside it, and a restore comes to the newest again.
      const beside = `${db.name}_b`;
      expect((await pos(db, 'db', 'restore', copia, '--into', beside)).code).toBe(0);
      const [[row]] = await db.owner.raw(`SELECT COUNT(*) AS n FROM ${beside}.knex_migrations`);
      expect(Number(row.n)).toBe(FORMER);
      await db.owner.raw(`DROP DATABASE ${beside}`);
      const back = await pos(db, 'db', 'restore', copia, '--replace', '--json');
      expect(back.code).toBe(0);
      // But for the number of the sale that was made meanwhile, which is not given again.
      expect(back.json()).toMatchObject({ numeros: [{ de: 'venta', punto: '001' }] });
      const [kept, restored] = [new Map(books), await booksOf(db.owner)];
      kept.delete('cajas');
      expect(lostFrom(kept, restored)).toEqual([]);
      expect(await schemaOf(db.owner)).toEqual(await schemaOf(fresh.owner));
    } finally {
      await Promise.all([db.close(), fresh.close()]);
    }
  }, 240_000);

  it('is migrated on by the next run after each kill in the middle', async () => {
    const { db, books } = await formerShop();
    const fresh = await freshDatabase();
    try {
      let killed = 0;
      for (let at = FORMER + 1; at < migrations.length; at += 4)
        if ((await migrateAndKill(db, at)) === null) killed += 1;
      expect(killed).toBeGreaterThan(2);
      const there = (await pos(db, 'db', 'migrate', '--status', '--json')).json() as { faltan: string[] };
      // Half way no till sells, and a backup of what is there can still be made.
      if (there.faltan.length > 0) expect((await pos(db, 'sale', 'list')).code).toBe(4);
      const done = await pos(db, 'db', 'migrate', '--json');
      expect([done.code, done.stdout + done.stderr]).toEqual([0, expect.any(String)]);
      expect(lostFrom(books, await booksOf(db.owner))).toEqual([]);
      expect(await schemaOf(db.owner)).toEqual(await schemaOf(fresh.owner));
      expect(wrong(await inconsistencies(db.owner))).toEqual([]);
    } finally {
      await Promise.all([db.close(), fresh.close()]);
    }
  }, 240_000);
});

const wrong = (counts: Record<string, number>) => Object.entries(counts).filter(([, count]) => count !== 0);
