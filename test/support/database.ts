import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { COLLATION } from '../../migrations/modes.ts';
import { provisionTill } from '../../src/adapters/db/accounts.ts';
import { dump } from '../../src/adapters/db/backup/dump.ts';
import { piecesOf } from '../../src/adapters/db/backup/format.ts';
import { load } from '../../src/adapters/db/backup/load.ts';
import { openSession } from '../../src/adapters/db/backup/session.ts';
import { type DatabaseTarget, openDatabase } from '../../src/adapters/db/connection.ts';
import { migrateLatest } from '../../src/adapters/db/migrate.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import { testServer } from './server.ts';

export interface TestDatabase {
  /** Owns every table. */
  readonly owner: Knex;
  /** The least-privileged account that `pos` sells with; its pool has room for 16 connections. */
  readonly till: Knex;
  readonly name: string;
  readonly ownerTarget: DatabaseTarget;
  readonly tillTarget: DatabaseTarget;
  /** `POS_DATABASE_URL` and `POS_DATABASE_OWNER_URL` for a `pos` that is to use this database. */
  readonly env: { readonly POS_DATABASE_URL: string; readonly POS_DATABASE_OWNER_URL: string };
  /** Closes both pools and drops the database. */
  readonly close: () => Promise<void>;
}

const urlOf = (target: DatabaseTarget): string => {
  const url = new URL(`mysql://${target.host ?? 'localhost'}:${target.port ?? 3306}/${target.database}`);
  url.username = encodeURIComponent(target.user);
  url.password = encodeURIComponent(target.password);
  if (target.socketPath) url.searchParams.set('socket', target.socketPath);
  return url.href;
};

/** A database without tables on the run's server, dropped by `close`. */
export const emptyDatabase = async (): Promise<TestDatabase> => {
  const server = testServer();
  const name = `postest${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ ...server.owner, database: 'information_schema' }, { pool: 1 });
  await admin.raw(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);
  const ownerTarget = { ...server.owner, database: name };
  const tillTarget = server.till
    ? { ...server.till, database: name }
    : { ...server.owner, database: name, user: name, password: randomBytes(12).toString('hex') };
  const owner = openDatabase(ownerTarget);
  const till = openDatabase(tillTarget, { pool: 16 });
  return {
    owner,
    till,
    name,
    ownerTarget,
    tillTarget,
    env: { POS_DATABASE_URL: urlOf(tillTarget), POS_DATABASE_OWNER_URL: urlOf(ownerTarget) },
    close: async () => {
      await Promise.all([till.destroy(), owner.destroy()]);
      await admin.raw(`DROP DATABASE IF EXISTS ${name}`);
      if (!server.till) await admin.raw('DROP USER IF EXISTS ?@?', [name, hostOf(tillTarget)]);
      await admin.destroy();
    },
  };
};

const hostOf = (target: DatabaseTarget): string => (target.socketPath ? 'localhost' : '%');

type Seed = 'none' | 'base' | 'demo';

const fill = async (owner: Knex, seed: Seed): Promise<void> => {
  await migrateLatest(owner);
  if (seed === 'none') return;
  const { seedBase, seedDemo } = await import('../../seeds/index.ts');
  await seedBase(owner);
  if (seed === 'demo') await seedDemo(owner, argon2Hasher.seal);
};

/**
 * The same database again, from what the run's first one of this kind was copied to: migrations make and change
 * each table and routine many times, a copy makes each once.
 */
const copyOrFill = async ({ owner, ownerTarget }: TestDatabase, seed: Seed): Promise<void> => {
  const file = join(testServer().copies, `${seed}.sql`);
  const session = await openSession(ownerTarget);
  try {
    if (existsSync(file)) {
      await load(session, statementsIn(file), 0, () => undefined);
      return;
    }
    await fill(owner, seed);
    await writeFile(
      `${file}.${process.pid}`,
      dump(session, () => undefined),
    );
    await rename(`${file}.${process.pid}`, file);
  } finally {
    session.close();
  }
};

async function* statementsIn(file: string): AsyncGenerator<string> {
  for await (const { kind, text } of piecesOf(createReadStream(file))) if (kind === 'statement') yield text;
}

/** A migrated database of its own for a test file. */
export const freshDatabase = async ({ seed = 'base' }: { seed?: Seed } = {}): Promise<TestDatabase> => {
  const database = await emptyDatabase();
  const { owner, name, tillTarget } = database;
  try {
    await copyOrFill(database, seed);
    const account = { database: name, user: tillTarget.user, host: hostOf(tillTarget) };
    await provisionTill(owner, testServer().till ? account : { ...account, password: tillTarget.password });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};
