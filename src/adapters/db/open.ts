import type { Knex } from 'knex';
import { PRIVATE_DATABASE, provisionTill, TILL_ACCOUNT } from './accounts.ts';
import { type DatabaseTarget, openDatabase, parseDatabaseUrl } from './connection.ts';
import { asFailure, isRefused } from './errors.ts';
import { migrateLatest, otherSchema, schemaState } from './migrate.ts';
import { privateServer } from './private-server.ts';
import { configuredReader, privateReader } from './reader.ts';
import type { OnProgress, OpenedStore, StoreConfig, StoreOptions } from './store-config.ts';

/** Loads base data and, if asked and nobody is there yet, the demonstration. Heavy modules are loaded only here. */
export const seed = async (owner: Knex, demo: boolean, onProgress: OnProgress): Promise<void> => {
  const [{ seedBase, seedDemo }, { argon2Hasher }] = await Promise.all([
    import('../../../seeds/index.ts'),
    import('../system/passwords.ts'),
  ]);
  onProgress('seeding');
  await seedBase(owner);
  if (!demo) return;
  onProgress('demo');
  await seedDemo(owner, argon2Hasher.seal);
};

const hasUsers = async (knex: Knex): Promise<boolean> => {
  const [rows] = await knex.raw('SELECT 1 AS one FROM v_usuarios LIMIT 1');
  return (rows as unknown[]).length > 0;
};

/** A pool of the account that owns the tables, closed after use; statements may take their time. */
export const withOwner = async <T>(target: DatabaseTarget, use: (owner: Knex) => Promise<T>): Promise<T> => {
  const owner = openDatabase(target, { pool: 2, statementTimeoutMs: 0 });
  try {
    return await use(owner);
  } finally {
    await owner.destroy();
  }
};

/** Brings the private database to this program's schema; the till's account sees the result. */
const preparePrivate = async (
  till: Knex,
  owner: DatabaseTarget,
  config: StoreConfig,
  options: StoreOptions,
): Promise<void> => {
  const onProgress = options.onProgress ?? (() => undefined);
  // An account without any grant on the database is refused there: it is new.
  const state = await schemaState(till).catch((error) =>
    isRefused(error) ? 'behind' : Promise.reject(error),
  );
  if (state === 'ahead') throw otherSchema('ahead');
  if (state === 'behind')
    await withOwner(owner, async (knex) => {
      const { beforeMigrating } = await import('./before-migrating.ts');
      await beforeMigrating(knex, owner, config, onProgress);
      onProgress('migrating');
      await migrateLatest(knex);
      await provisionTill(knex, { database: PRIVATE_DATABASE, user: TILL_ACCOUNT, host: 'localhost' });
      await seed(knex, false, onProgress);
    });
  if (options.demo && !(await hasUsers(till))) await withOwner(owner, (knex) => seed(knex, true, onProgress));
};

const patience = ({ patienceMs }: StoreOptions) =>
  patienceMs === undefined ? {} : { statementTimeoutMs: patienceMs };

const openPrivate = async (config: StoreConfig, options: StoreOptions): Promise<OpenedStore> => {
  const server = privateServer(config.home, options.onProgress ? { onProgress: options.onProgress } : {});
  let till: Knex | null = null;
  try {
    const targets = await server.ensure();
    till = openDatabase(targets.till, patience(options));
    await preparePrivate(till, targets.owner, config, options);
    const opened = till;
    const reader = privateReader(targets, opened);
    return {
      till: opened,
      reader: reader.open,
      server,
      close: async () => {
        await reader.close();
        await opened.destroy();
        await server.release();
      },
    };
  } catch (error) {
    await till?.destroy();
    await server.release();
    throw error;
  }
};

const openConfigured = async (
  url: string,
  reportUrl: string | null,
  options: StoreOptions,
): Promise<OpenedStore> => {
  const till = openDatabase(parseDatabaseUrl(url), patience(options));
  try {
    const state = await schemaState(till);
    if (state !== 'current') throw otherSchema(state);
    const reader = configuredReader(reportUrl, till);
    return {
      till,
      reader: reader.open,
      close: async () => {
        await reader.close();
        await till.destroy();
      },
    };
  } catch (error) {
    await till.destroy();
    throw asFailure(error);
  }
};

/**
 * Opens the store. A private server is created, started, migrated and given its base data as needed, all of which
 * costs one connection and one query when there is nothing to do. A configured server is only looked at.
 * Throws PosFailure SERVIDOR_NO_INSTALADO, SERVIDOR_NO_ARRANCA, BASE_DE_DATOS, BASE_SIN_MIGRAR.
 */
export const openStore = (config: StoreConfig, options: StoreOptions = {}): Promise<OpenedStore> => {
  const { database } = config;
  return database.kind === 'url'
    ? openConfigured(database.url, database.reportUrl, options)
    : openPrivate(config, options);
};
