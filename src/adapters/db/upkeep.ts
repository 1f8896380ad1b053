import type { Knex } from 'knex';
import { PosFailure, posError } from '../../domain/errors.ts';
import { beforeMigrating } from './before-migrating.ts';
import { type DatabaseTarget, openDatabase, parseDatabaseUrl } from './connection.ts';
import { asFailure } from './errors.ts';
import { type MigrationPlan, migrateLatest, planOf, type SchemaState, schemaState } from './migrate.ts';
import { seed, withOwner } from './open.ts';
import { withOwnedDatabase } from './owner.ts';
import { type PrivateServer, privateServer, type ServerStatus } from './private-server.ts';
import type { OnProgress, StoreConfig } from './store-config.ts';

/** Runs `use` as the owner of the configured or the private database, and gives the till its grants afterwards. */
const asOwner = <T>(
  config: StoreConfig,
  onProgress: OnProgress,
  use: (owner: Knex, target: DatabaseTarget) => Promise<T>,
): Promise<T> =>
  withOwnedDatabase(config, onProgress, ({ target, grant }) =>
    withOwner(target, async (owner) => {
      const result = await use(owner, target);
      await grant(owner);
      return result;
    }),
  );

export interface MigrateOptions {
  /** Nothing is stored before. */
  readonly noBackup?: boolean;
  /** Also while tills are open that will not understand what is there then. */
  readonly force?: boolean;
}

export interface Migrated {
  /** Names of the migrations that ran. */
  readonly ran: readonly string[];
  /** Path of the backup of before; null: there was nothing to lose, or none was wanted. */
  readonly backup: string | null;
}

/**
 * Brings a database to this program's schema and gives it its base data.
 * Throws PosFailure CAJAS_ABIERTAS, and those of a backup, before anything has changed.
 */
export const migrateStore = (
  config: StoreConfig,
  onProgress: OnProgress,
  options: MigrateOptions = {},
): Promise<Migrated> =>
  asOwner(config, onProgress, async (owner, target) => {
    const backup = await beforeMigrating(owner, target, config, onProgress, options);
    onProgress('migrating');
    const ran = await migrateLatest(owner);
    await seed(owner, false, onProgress);
    return { ran, backup };
  });

/** What a database has had of the migrations, those that are missing, and those that this program does not know. */
export const migrationPlan = (config: StoreConfig, onProgress: OnProgress): Promise<MigrationPlan> =>
  withOwnedDatabase(config, onProgress, ({ target }) => withOwner(target, planOf));

/** Loads base data, and the demonstration if asked. Throws PosFailure DEMO_NO_PERMITIDA, BASE_SIN_MIGRAR. */
export const seedStore = (config: StoreConfig, demo: boolean, onProgress: OnProgress): Promise<void> =>
  asOwner(config, onProgress, async (owner) => {
    if ((await schemaState(owner)) !== 'current') {
      if (config.database.kind === 'url') throw new PosFailure(posError('BASE_SIN_MIGRAR'));
      onProgress('migrating');
      await migrateLatest(owner);
    }
    await seed(owner, demo, onProgress);
  });

/** Throws PosFailure CONFIGURACION_INVALIDA where the server is somebody else's to start and stop. */
export const ownServer = (config: StoreConfig, onProgress: OnProgress): PrivateServer => {
  if (config.database.kind === 'url')
    throw new PosFailure(
      posError('CONFIGURACION_INVALIDA', { campo: 'POS_DATABASE_URL', detalle: 'servidor_ajeno', valor: '' }),
    );
  return privateServer(config.home, { onProgress });
};

export interface StoreStatus {
  /** Null: a configured server. */
  readonly server: ServerStatus | null;
  /** What the server says it is; null while a private one is stopped. */
  readonly version: string | null;
  /** Null while a private server is stopped. */
  readonly schema: SchemaState | null;
}

const look = async (target: DatabaseTarget): Promise<{ version: string; schema: SchemaState }> => {
  const knex = openDatabase(target, { pool: 1 });
  try {
    const [[row]] = await knex.raw('SELECT VERSION() AS version');
    return { version: String(row.version), schema: await schemaState(knex) };
  } catch (error) {
    throw asFailure(error);
  } finally {
    await knex.destroy();
  }
};

/** How the store's database is. Starts nothing. Throws PosFailure BASE_DE_DATOS when a configured server does not answer. */
export const storeStatus = async (config: StoreConfig): Promise<StoreStatus> => {
  const { database } = config;
  if (database.kind === 'url') return { server: null, ...(await look(parseDatabaseUrl(database.url))) };
  const server = privateServer(config.home);
  const status = await server.status();
  if (!status.running) return { server: status, version: null, schema: null };
  try {
    // Nothing keeps a running server from ending now; then it is started again, which `release` takes back.
    return { server: status, ...(await look((await server.ensure()).owner)) };
  } finally {
    await server.release();
  }
};
