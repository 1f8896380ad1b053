import type { Knex } from 'knex';
import { PRIVATE_DATABASE, provisionReader, provisionTill, TILL_ACCOUNT } from './accounts.ts';
import { type DatabaseTarget, openDatabase, parseDatabaseUrl } from './connection.ts';
import { asFailure } from './errors.ts';
import { privateServer } from './private-server.ts';
import type { OnProgress, StoreConfig } from './store-config.ts';
import { provisionTillAccounts } from './till-accounts.ts';

/** The store's database, with the account that owns its tables. */
export interface OwnedDatabase {
  readonly target: DatabaseTarget;
  readonly name: string;
  /** Gives the till's account what a till may do, also in what is new. */
  readonly grant: (owner: Knex) => Promise<void>;
  /** Other programs that use a private server now; 0 where it is not ours to know. */
  readonly others: number;
}

/** An account as the server knows it, for the grants of new views. */
const accountOf = async (target: DatabaseTarget): Promise<{ user: string; host: string }> => {
  // Before its first grants an account may enter the server, but not the database.
  const { database: _, ...server } = target;
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

/** What the driver threw is the operator's to mend; a bug stays one, and so does a person's Ctrl-C. */
const ofServer = (error: unknown): unknown => {
  const { code, errno } = error as { code?: unknown; errno?: unknown };
  return code === undefined && errno === undefined ? error : asFailure(error);
};

/** Hands over the configured or the private database, which is started for it. Throws PosFailure BASE_DE_DATOS and those of a start. */
export const withOwnedDatabase = async <T>(
  config: StoreConfig,
  onProgress: OnProgress,
  use: (owned: OwnedDatabase) => Promise<T>,
): Promise<T> => {
  const { database } = config;
  if (database.kind === 'url') {
    const { ownerUrl, url, reportUrl } = database;
    const target = parseDatabaseUrl(ownerUrl ?? url);
    const name = String(target.database);
    const grant = async (owner: Knex): Promise<void> => {
      if (ownerUrl)
        await provisionTill(owner, { database: name, ...(await accountOf(parseDatabaseUrl(url))) });
      if (ownerUrl && reportUrl)
        await provisionReader(owner, { database: name, ...(await accountOf(parseDatabaseUrl(reportUrl))) });
      await provisionTillAccounts(owner);
    };
    return use({ target, name, grant, others: 0 }).catch((error) => Promise.reject(ofServer(error)));
  }
  const server = privateServer(config.home, { onProgress });
  try {
    const { running, users } = await server.status();
    return await use({
      target: (await server.ensure()).owner,
      name: PRIVATE_DATABASE,
      grant: (owner) =>
        provisionTill(owner, { database: PRIVATE_DATABASE, user: TILL_ACCOUNT, host: 'localhost' }),
      others: running ? users : 0,
    });
  } finally {
    await server.release();
  }
};
