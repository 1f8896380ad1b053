import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { StoreOptions } from '../adapters/db/store-config.ts';
import { type FileLogOptions, fileLog } from '../adapters/files/log.ts';
import { logged } from '../app/logged.ts';
import type { Services } from '../app/services.ts';
import type { Config } from './config.ts';
import { commandWords } from './crash.ts';
import { makerOf } from './invoicing.ts';
import type { Opened } from './opened.ts';

/**
 * Builds what the use cases need, over the database: the only place that does. Printing has a process of its own.
 * Throws PosFailure BASE_DE_DATOS, BASE_SIN_MIGRAR, SERVIDOR_NO_INSTALADO.
 */
export const openServices = async (
  config: Config,
  { echo, ...options }: StoreOptions & Pick<FileLogOptions, 'echo'>,
): Promise<Opened> => {
  const [{ openStore }, { databaseServices }, { argon2Hasher }] = await Promise.all([
    import('../adapters/db/open.ts'),
    import('../adapters/db/index.ts'),
    import('../adapters/system/passwords.ts'),
  ]);
  const store = await openStore(config, options);
  const database = databaseServices(store.till, store.reader);
  const plain: Services = {
    ...database,
    // Decoders are read when a picture comes in, which is seldom.
    pictures: {
      read: async (path) => (await import('../adapters/files/picture.ts')).readPicture(path),
    },
    invoiceMaker: makerOf(config.sifen, database.invoices),
    hasher: argon2Hasher,
    clock: { now: () => new Date() },
    ids: { uuid: randomUUID },
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
  const log = fileLog(config.home, `pos ${commandWords()}`, { echo });
  const services = logged(plain, log);
  const endings: (() => Promise<void>)[] = [];
  return {
    services,
    store,
    log,
    config,
    whenClosed: (end) => void endings.push(end),
    close: async () => {
      // A database that has gone away ends its sessions by their hour.
      await Promise.allSettled(endings.map((end) => end()));
      await store.close();
    },
  };
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
