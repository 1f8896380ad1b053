import type { Knex } from 'knex';
import type { Keep } from '../../domain/backup.ts';
import type { PrivateServer, ServerStep } from './private-server.ts';

/** What opening a store may take time with; the command line has the words. */
export type OpenStep = ServerStep | 'backup' | 'migrating' | 'seeding' | 'demo';

/** The part of the configuration that says where the data lives; see cli/config.ts. */
export interface StoreConfig {
  /** Directory of data, tickets and the session; absolute. */
  readonly home: string;
  /** A server of our own under `home`, or one that somebody runs. */
  readonly database:
    | { readonly kind: 'private' }
    | {
        readonly kind: 'url';
        /** Account of the till: may call routines and read views. */
        readonly url: string;
        /** Account that owns the tables; only migrations, seeds and the doctor need it. */
        readonly ownerUrl: string | null;
        /** Account that reports are read with, perhaps at a copy of the server; null: the till's. */
        readonly reportUrl: string | null;
      };
  /** Where a backup is stored before a migration; absent: nowhere, none is made. */
  readonly backups?: BackupPlace;
}

/** A directory of backups, and how they are written to it. */
export interface BackupPlace {
  /** Absolute. */
  readonly folder: string;
  /** Nobody chose it: it is ours, and made with the data directory. */
  readonly ownFolder: boolean;
  readonly keep: Keep | 'all';
  /** File of the public key that backups are encrypted to; null: they are not. */
  readonly encryptTo: string | null;
}

export interface StoreOptions {
  /** Load the demonstration data when the private database holds no users yet. */
  readonly demo?: boolean;
  /** Milliseconds until a statement without an answer counts as lost; absent: as for a person who waits for a list. */
  readonly patienceMs?: number;
  readonly onProgress?: (step: OpenStep) => void;
}

export interface OpenedStore {
  /** What `pos` sells with: may call routines and read views. */
  readonly till: Knex;
  /** What reports are read over. */
  readonly reader: () => Promise<Knex>;
  /** The server of our own; absent on a configured one. */
  readonly server?: PrivateServer;
  readonly close: () => Promise<void>;
}

export type OnProgress = (step: OpenStep) => void;
