import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { OpenedStore, StoreOptions } from '../adapters/db/open.ts';
import type { Services } from '../app/services.ts';
import type { Config } from './config.ts';

/** A store in use: its services, the connections under them, and the settings that led there. */
export interface Opened {
  readonly services: Services;
  readonly store: OpenedStore;
  readonly config: Config;
  readonly close: () => Promise<void>;
}

/**
 * Builds what the use cases need, over the database: the only place that does. Printing has a process of its own.
 * Throws PosFailure BASE_DE_DATOS, BASE_SIN_MIGRAR, SERVIDOR_NO_INSTALADO.
 */
export const openServices = async (config: Config, options: StoreOptions): Promise<Opened> => {
  const [{ openStore }, { databaseServices }, { argon2Hasher }] = await Promise.all([
    import('../adapters/db/open.ts'),
    import('../adapters/db/index.ts'),
    import('../adapters/system/passwords.ts'),
  ]);
  const store = await openStore(config, options);
  const services: Services = {
    ...databaseServices(store.till),
    hasher: argon2Hasher,
    clock: { now: () => new Date() },
    ids: { uuid: randomUUID },
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
  return { services, store, config, close: () => store.close() };
};

/** The account that owns the tables, for what the till's may not see; null where the configuration has none. */
export const asOwner = async <T>(
  { store, config }: Opened,
  use: (owner: Knex) => Promise<T>,
): Promise<T | null> => {
  const [{ parseDatabaseUrl }, { withOwner }] = await Promise.all([
    import('../adapters/db/connection.ts'),
    import('../adapters/db/open.ts'),
  ]);
  const url = config.database.kind === 'url' ? config.database.ownerUrl : null;
  const target = store.server ? (await store.server.ensure()).owner : url && parseDatabaseUrl(url);
  if (!target) return null;
  return withOwner(target, use);
};
