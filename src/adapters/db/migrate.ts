import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { migrations } from '../../../migrations/index.ts';
import { PosFailure, posError } from '../../domain/errors.ts';

interface Migration {
  readonly name: string;
  readonly up: (knex: Knex) => Promise<void>;
  readonly down: (knex: Knex) => Promise<void>;
}

const TABLE = 'knex_migrations';
const LOCK_SECONDS = 300;
const NO_SUCH_TABLE = 1146;

/**
 * There while a backup is being put in the place of a database. A process that is killed then leaves it, and what is there is
 * neither the one nor the other: nothing may be migrated or sold there until a restore has been run to its end.
 */
export const RESTORE_MARK = 'restauracion_en_curso';

/** What the till's account may see of the migrations: enough to know whether this program fits this database. */
const MARKER = 'v_migraciones';

const sourceOf = (onProgress: (name: string) => void): Knex.MigrationSource<Migration> => ({
  getMigrations: async () => [...migrations],
  getMigrationName: ({ name }) => name,
  // Schema statements commit by themselves on MySQL and MariaDB: a transaction around them would only pretend.
  getMigration: async ({ name, up, down }) => ({
    up: async (knex) => {
      onProgress(name);
      await up(knex);
    },
    down,
    config: { transaction: false },
  }),
});

const settings = (onProgress: (name: string) => void): Knex.MigratorConfig => ({
  tableName: TABLE,
  migrationSource: sourceOf(onProgress),
  disableTransactions: true,
});

/** Holds a lock of the server while `use` runs: it ends with its connection, so a crash leaves none behind. */
const withServerLock = async <T>(owner: Knex, use: () => Promise<T>): Promise<T> => {
  const [[row]] = await owner.raw('SELECT DATABASE() AS name');
  const name = `pos.migrar.${createHash('sha256').update(String(row.name)).digest('hex').slice(0, 32)}`;
  const connection = await owner.client.acquireConnection();
  try {
    const [[got]] = await owner
      .raw('SELECT GET_LOCK(?, ?) AS got', [name, LOCK_SECONDS])
      .connection(connection);
    if (Number(got.got) !== 1) throw new PosFailure(posError('CONFLICTO', { recurso: 'migraciones' }));
    try {
      return await use();
    } finally {
      await owner.raw('SELECT RELEASE_LOCK(?)', [name]).connection(connection);
    }
  } finally {
    await owner.client.releaseConnection(connection);
  }
};

/** Names of the migrations that a database has had, by any account; empty when it has had none. */
const appliedMigrations = async (knex: Knex): Promise<readonly string[]> => {
  try {
    const [rows] = await knex.raw(`SELECT name FROM ${MARKER}`);
    return (rows as { name: string }[]).map(({ name }) => name);
  } catch (error) {
    if ((error as { errno?: number }).errno === NO_SUCH_TABLE) return [];
    throw error;
  }
};

export interface MigrationPlan {
  readonly applied: readonly string[];
  /** In the order in which they would run. */
  readonly pending: readonly string[];
  /** Of a newer program. */
  readonly unknown: readonly string[];
}

/** What is there, what is missing, what is not known here. As {@link schemaState}, by name; needs the owner's account. */
export const planOf = async (owner: Knex): Promise<MigrationPlan> => {
  const had: string[] = (await owner.schema.hasTable(TABLE))
    ? (await owner(TABLE).select('name').orderBy('id')).map(({ name }: { name: string }) => name)
    : [];
  const known = migrations.map(({ name }) => name);
  return {
    applied: known.filter((name) => had.includes(name)),
    pending: known.filter((name) => !had.includes(name)),
    unknown: had.filter((name) => !known.includes(name)),
  };
};

export type SchemaState = 'current' | 'behind' | 'ahead';

/** What a program says of a database that is not at its schema. */
export const otherSchema = (state: Exclude<SchemaState, 'current'>): PosFailure =>
  new PosFailure(posError('BASE_SIN_MIGRAR', state === 'ahead' ? { detalle: 'posterior' } : {}));

/** Whether a database is at this program's schema: one cheap query, also for the till's account. */
export const schemaState = async (knex: Knex): Promise<SchemaState> => {
  const applied = new Set(await appliedMigrations(knex));
  const known = new Set(migrations.map(({ name }) => name));
  if ([...applied].some((name) => !known.has(name))) return 'ahead';
  return [...known].every((name) => applied.has(name)) ? 'current' : 'behind';
};

/**
 * Runs what is pending, one process at a time; returns the names that ran. Knex's own lock, which a crash leaves
 * set, is freed first: the server's lock is the one that counts.
 * Throws PosFailure BASE_SIN_MIGRAR {detalle: 'posterior'} on a database of a newer program, RESTAURACION_CORTADA on one
 * that a restore left half way.
 */
export const migrateLatest = (
  owner: Knex,
  onProgress: (name: string) => void = () => undefined,
): Promise<readonly string[]> =>
  withServerLock(owner, async () => {
    const config = settings(onProgress);
    if (await owner.schema.hasTable(RESTORE_MARK)) throw new PosFailure(posError('RESTAURACION_CORTADA'));
    if ((await schemaState(owner)) === 'ahead') throw otherSchema('ahead');
    if (await owner.schema.hasTable(`${TABLE}_lock`)) await owner.migrate.forceFreeMigrationsLock(config);
    const [, ran]: [number, string[]] = await owner.migrate.latest(config);
    await owner.raw(`CREATE OR REPLACE SQL SECURITY DEFINER VIEW ${MARKER} AS SELECT name FROM ${TABLE}`);
    return ran;
  });

/** Takes every migration back, newest first. For tests. */
export const migrateDown = (owner: Knex): Promise<void> =>
  withServerLock(owner, async () => {
    await owner.migrate.rollback(
      settings(() => undefined),
      true,
    );
  });
