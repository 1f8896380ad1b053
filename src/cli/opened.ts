import type { OpenedStore } from '../adapters/db/store-config.ts';
import type { Log } from '../app/ports/log.ts';
import type { Services } from '../app/services.ts';
import type { Config } from './config.ts';

/** A store in use: its services, the connections under them, and the settings that led there. */
export interface Opened {
  readonly services: Services;
  readonly store: OpenedStore;
  readonly log: Log;
  readonly config: Config;
  /** To be done before it is closed, also when a command fails. */
  readonly whenClosed: (end: () => Promise<void>) => void;
  readonly close: () => Promise<void>;
}
