import knex, { type Knex } from 'knex';
import MySql2Client from 'knex/lib/dialects/mysql2/index.js';
import type { Connection, ConnectionOptions, ExecuteValues } from 'mysql2';
import { COLLATION, SQL_MODE } from '../../../migrations/modes.ts';
import { hostOf, sslOptions, type TlsTarget, tlsOf } from './tls.ts';

/** One account on one database of one server. */
export interface DatabaseTarget {
  readonly host?: string;
  readonly port?: number;
  /** Path of a unix socket; used instead of host and port. */
  readonly socketPath?: string;
  /** Absent or null: the line is open, or a socket of this machine. */
  readonly tls?: TlsTarget | null;
  readonly user: string;
  readonly password: string;
  readonly database?: string;
  /** A server of our own: makes it run again when it is gone. A foreign server has none. */
  readonly keeper?: { readonly alive: () => boolean; readonly ensure: () => Promise<unknown> };
}

export interface PoolOptions {
  /** Most connections at once; 8 serve 64 tills better than 64 do. */
  readonly pool?: number;
  /** Milliseconds until a statement without an answer counts as lost; 0: never (migrations). */
  readonly statementTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_MS = 600_000;
const KEEP_ALIVE_MS = 20_000;
/** A server of our own may have a crash to recover from before it answers. */
const START_TIMEOUT_MS = 300_000;

/** `mysql://user:password@host:port/database`, or with `?socket=/path` instead of the host; `tls.ts` says what else. */
export const parseDatabaseUrl = (text: string): DatabaseTarget => {
  const url = new URL(text);
  const socketPath = url.searchParams.get('socket');
  const host = hostOf(url);
  const place = socketPath
    ? { socketPath }
    : { host, port: Number(url.port || 3306), tls: tlsOf(host, url.searchParams) };
  return {
    ...place,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
};

export const connectionSettings = (target: DatabaseTarget): ConnectionOptions => ({
  ...(target.socketPath
    ? { socketPath: target.socketPath }
    : { host: target.host ?? 'localhost', port: target.port ?? 3306 }),
  ...(target.tls && target.host ? { ssl: sslOptions(target.host, target.tls) } : {}),
  user: target.user,
  password: target.password,
  ...(target.database === undefined ? {} : { database: target.database }),
  charset: 'utf8mb4',
  timezone: '-03:00',
  connectTimeout: CONNECT_TIMEOUT_MS,
  supportBigNumbers: true,
  dateStrings: true,
  multipleStatements: false,
  // A server that is gone without a word is found out in half a minute, also by those who wait for long: a backup, a report.
  enableKeepAlive: true,
  keepAliveInitialDelay: KEEP_ALIVE_MS,
  // All tills together stay below what a server keeps (16,382).
  maxPreparedStatements: 24,
});

const SESSION = [
  `SET SESSION time_zone = '-03:00', sql_mode = '${SQL_MODE}', collation_connection = '${COLLATION}', ` +
    'innodb_lock_wait_timeout = 10, group_concat_max_len = 60000',
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
] as const;

/** Sent together: the driver queues them, so a new connection waits once. */
const prepareSession = (connection: Connection, done: (error: Error | null) => void): void => {
  const [first, second] = SESSION;
  let failure: Error | null = null;
  connection.query(first, (error) => {
    failure = error;
  });
  connection.query(second, (error) => done(failure ?? error));
};

/** `limitMs`: a limit of the statement's own, for the few that are known to take long. */
interface TimedQuery {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
  readonly options?: { readonly limitMs?: number };
}

/**
 * Calls a routine as a prepared statement. All tills share one account, which sees in the server's process list what its
 * other connections run: as text that would be the document with the session or the proof of whoever acts elsewhere.
 */
const execute = (connection: Connection, query: TimedQuery): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const values = [...(query.bindings ?? [])] as ExecuteValues[];
    connection.execute({ sql: query.sql }, values, (error, rows, fields) => {
      if (error) reject(error);
      else resolve(Object.assign(query, { response: [rows, fields] }));
    });
  });

/**
 * Knex's dialect with prepared calls and a limit on every statement, in milliseconds. The driver's own limit would
 * give the connection back to the pool with an answer still on its way; here it is destroyed, and the statement's fate
 * is unknown. Where one line has gone silent the others that lie in the pool have, too: none of them is used again.
 * Limit and times are no fields: Knex makes the clients of transactions from the prototype alone.
 */
const timedClient = (usual: number): typeof MySql2Client => {
  const openedAt = new WeakMap<Connection, number>();
  let silentSince = Number.NEGATIVE_INFINITY;
  return class extends MySql2Client {
    override async acquireRawConnection(): Promise<Connection> {
      const connection = await super.acquireRawConnection();
      openedAt.set(connection, performance.now());
      return connection;
    }

    override async validateConnection(connection: Connection): Promise<boolean> {
      return (openedAt.get(connection) ?? 0) > silentSince && super.validateConnection(connection);
    }

    override _query(connection: Connection, query: TimedQuery | string): Promise<unknown> {
      const answer =
        typeof query !== 'string' && query.sql.startsWith('CALL ')
          ? execute(connection, query)
          : super._query(connection, query);
      const limit = (typeof query === 'string' ? undefined : query.options?.limitMs) ?? usual;
      if (limit === 0) return answer;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          connection.destroy();
          silentSince = performance.now();
          const lost = new Error(`no answer within ${limit} ms`);
          reject(Object.assign(lost, { code: 'PROTOCOL_SEQUENCE_TIMEOUT', fatal: true }));
        }, limit);
        answer.then(resolve, reject).finally(() => clearTimeout(timer));
      });
    }
  };
};

/** The driver announces a lost idle connection as an error; the pool replaces it, there is nothing to print. */
const quiet = {
  warn: () => undefined,
  error: () => undefined,
  deprecate: () => undefined,
  debug: () => undefined,
};

/**
 * A pool on one account. Connections open on first use; a lost one is replaced on the next use, and where the
 * target has a keeper the server is started again first. Errors are the driver's, for `errors.ts` to judge.
 */
export const openDatabase = (target: DatabaseTarget, options: PoolOptions = {}): Knex => {
  const { keeper } = target;
  const settings = connectionSettings(target);
  return knex({
    client: timedClient(options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS),
    connection: (keeper
      ? async () => {
          await keeper.ensure();
          return { ...settings, expirationChecker: () => !keeper.alive() };
        }
      : settings) as Knex.StaticConnectionConfig,
    pool: {
      min: 0,
      max: options.pool ?? 8,
      idleTimeoutMillis: IDLE_MS,
      acquireTimeoutMillis: keeper ? START_TIMEOUT_MS : STATEMENT_TIMEOUT_MS,
      createTimeoutMillis: keeper ? START_TIMEOUT_MS : 2 * CONNECT_TIMEOUT_MS,
      propagateCreateError: true,
      afterCreate: prepareSession,
    },
    log: quiet,
  });
};
