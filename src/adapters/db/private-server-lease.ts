import { type Connection, createConnection, type RowDataPacket } from 'mysql2';
import { KEEPER_ACCOUNT } from './accounts.ts';
import type { ServerFiles, ServerSecrets } from './private-server-files.ts';

/**
 * A connection that says "I use this server". It does nothing else: the kernel closes it when the process ends,
 * however it ends, and its closing is how a process learns at once that the server is gone.
 */
export interface ServerLease {
  readonly alive: () => boolean;
  /** Other leases on the server now. */
  readonly others: () => Promise<number>;
  /** Counts no longer; returns the other leases. */
  readonly leave: () => Promise<number>;
  readonly version: () => Promise<string>;
  /** Asks the server to end. It may take a moment longer to be gone. */
  readonly shutdown: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export type LeaseAttempt =
  | { readonly state: 'open'; readonly lease: ServerLease }
  /** Nothing answers there, or not yet. */
  | { readonly state: 'absent' }
  /** A server answers and does not take the password of the file. */
  | { readonly state: 'denied'; readonly error: unknown };

const ACCESS_DENIED = new Set([1045, 1698, 1524]);

const leaseOn = (connection: Connection): ServerLease => {
  let alive = true;
  const lost = () => {
    alive = false;
  };
  connection.on('error', lost);
  connection.on('end', lost);
  const query = (sql: string): Promise<RowDataPacket[]> =>
    new Promise((resolve, reject) => {
      connection.query<RowDataPacket[]>(sql, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  // Without privileges the list shows the threads of this account: the leases. One that leaves has moved to another schema.
  const others = async (): Promise<number> => {
    const threads = await query('SHOW PROCESSLIST');
    return threads.filter((row) => row.db === null && row.Id !== connection.threadId).length;
  };
  const end = (): Promise<void> => {
    if (!alive) return Promise.resolve(connection.destroy());
    lost();
    return new Promise((resolve) => {
      connection.once('end', resolve);
      connection.end(() => resolve());
    });
  };
  return {
    alive: () => alive,
    others,
    leave: async () => {
      await query('USE information_schema');
      return others();
    },
    version: async () => String((await query('SELECT VERSION() AS version'))[0]?.version),
    shutdown: async () => {
      await query('SHUTDOWN').catch(() => undefined);
      await end();
    },
    end,
  };
};

/** Tries to take a lease; `absent` covers every way in which a socket can fail to lead to a server. */
export const openLease = (files: ServerFiles, secrets: ServerSecrets): Promise<LeaseAttempt> =>
  new Promise((resolve) => {
    const connection = createConnection({
      socketPath: files.socket,
      user: KEEPER_ACCOUNT,
      password: secrets.keeper,
      connectTimeout: 10_000,
    });
    const lease = leaseOn(connection);
    connection.connect((error) => {
      if (!error) return resolve({ state: 'open', lease });
      connection.destroy();
      const denied = ACCESS_DENIED.has(error.errno ?? 0);
      resolve(denied ? { state: 'denied', error } : { state: 'absent' });
    });
  });
