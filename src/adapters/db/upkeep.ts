import type { Knex } from 'knex';
import { PosFailure, posError } from '../../domain/errors.ts';
import { PRIVATE_DATABASE, provisionTill, TILL_ACCOUNT } from './accounts.ts';
import { type DatabaseTarget, openDatabase, parseDatabaseUrl } from './connection.ts';
import { migrateLatest, type SchemaState, schemaState } from './migrate.ts';
import { asFailure, type OnProgress, type StoreConfig, seed, withOwner } from './open.ts';
import { type PrivateServer, privateServer, type ServerStatus } from './private-server.ts';
import { provisionTillAccounts } from './till-accounts.ts';

/** The till's account as the server knows it, for the grants of new views. */
const tillAccount = async (till: DatabaseTarget): Promise<{ user: string; host: string }> => {
  // Before its first grants an account may enter the server, but not the database.
  const { database: _, ...server } = till;
  const knex = openDatabase(server, { pool: 1 });
  try {
    const [[row]] = await knex.raw('SELECT CURRENT_USER() AS account');
    const account = String(row.account);
    const at = account.lastIndexOf('@');
    return { user: account.slice(0, at), host: account.slice(at + 1) };
  } finally {
    await knex.destroy();
  }
};

/** Runs `use` as the owner of the configured or the private database, and gives the till its grants afterwards. */
const asOwner = async <T>(
  config: StoreConfig,
  onProgress: OnProgress,
  use: (owner: Knex) => Promise<T>,
): Promise<T> => {
  const { database } = config;
  if (database.kind === 'url') {
    const owner = parseDatabaseUrl(database.ownerUrl ?? database.url);
    const till = parseDatabaseUrl(database.url);
    return withOwner(owner, async (knex) => {
      const result = await use(knex);
      if (database.ownerUrl)
        await provisionTill(knex, { database: String(owner.database), ...(await tillAccount(till)) });
      await provisionTillAccounts(knex);
      return result;
    }).catch((error) => Promise.reject(asFailure(error)));
  }
  const server = privateServer(config.home, { onProgress });
  try {
    return await withOwner((await server.ensure()).owner, async (knex) => {
      const result = await use(knex);
      await provisionTill(knex, { database: PRIVATE_DATABASE, user: TILL_ACCOUNT, host: 'localhost' });
      return result;
    });
  } finally {
    await server.release();
  }
};

/** Brings a database to this program's schema and gives it its base data. Returns the migrations that ran. */
export const migrateStore = (config: StoreConfig, onProgress: OnProgress): Promise<readonly string[]> =>
  asOwner(config, onProgress, async (owner) => {
    onProgress('migrating');
    const ran = await migrateLatest(owner);
    await seed(owner, false, onProgress);
    return ran;
  });

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
