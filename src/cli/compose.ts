import { randomUUID } from 'node:crypto';
import type { Services } from '../app/services.ts';
import type { Config } from './config.ts';

type OpenStore = Awaited<ReturnType<typeof import('../adapters/db/open.ts')['openStore']>>;

export interface OpenOptions {
  /** Load the demonstration data into a private database that is still empty. */
  readonly demo?: boolean;
  /** What a first start is doing, in words; nothing is said when everything is there. */
  readonly onProgress?: (step: string) => void;
}

/** A store in use: its services, the connections under them, and the settings that led there. */
export interface Opened {
  readonly services: Services;
  readonly store: OpenStore;
  readonly config: Config;
  readonly close: () => Promise<void>;
}

/**
 * Builds the adapters: the only place that does.
 * Throws PosFailure BASE_DE_DATOS, BASE_SIN_MIGRAR, SERVIDOR_NO_INSTALADO.
 */
export const openServices = async (config: Config, options: OpenOptions): Promise<Opened> => {
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
