import type { Knex } from 'knex';
import { PRIVATE_DATABASE, provisionReader, READER_ACCOUNT, REPORT_VIEWS } from './accounts.ts';
import { type DatabaseTarget, openDatabase, parseDatabaseUrl } from './connection.ts';
import { isRefused } from './errors.ts';

/** The connections that reports are read over, opened when the first one is wanted. */
export interface Reader {
  readonly open: () => Promise<Knex>;
  readonly close: () => Promise<void>;
}

/** Reports are read one at a time; their parts may be read beside each other. */
const POOL = { pool: 2 };

const readerOver = (make: () => Promise<Knex>, till: Knex): Reader => {
  let opening: Promise<Knex> | null = null;
  return {
    open: () => {
      opening ??= make();
      // A server that is away is asked again at the next report.
      opening.catch(() => {
        opening = null;
      });
      return opening;
    },
    close: async () => {
      const opened = await opening?.catch(() => null);
      if (opened && opened !== till) await opened.destroy();
    },
  };
};

/** Whether the account of reports is there and may read all that they are made of. */
const mayRead = async (knex: Knex): Promise<boolean> => {
  try {
    const [rows] = await knex.raw('SHOW GRANTS FOR CURRENT_USER()');
    const grants = (rows as Record<string, unknown>[]).map((row) => String(Object.values(row)[0]));
    return REPORT_VIEWS.every((view) => grants.some((grant) => grant.includes(`.\`${view}\` TO `)));
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
};

/** What a GRANT says of somebody who is not there. */
const NO_SUCH_USER = new Set([1133, 1410]);

/** Whether the account was there to be given its rights. */
const provisioned = async (target: DatabaseTarget): Promise<boolean> => {
  const owner = openDatabase(target, { pool: 1 });
  try {
    await provisionReader(owner, { database: PRIVATE_DATABASE, user: READER_ACCOUNT, host: 'localhost' });
    return true;
  } catch (error) {
    if (NO_SUCH_USER.has((error as { errno?: number }).errno ?? 0)) return false;
    throw error;
  } finally {
    await owner.destroy();
  }
};

/**
 * The private server's account of reports, given its rights when it first needs them. A server that has been running
 * since before there was such an account does not know it until it starts again: until then the till's reads.
 */
export const privateReader = (
  { owner, reader: target }: { readonly owner: DatabaseTarget; readonly reader: DatabaseTarget },
  till: Knex,
): Reader =>
  readerOver(async () => {
    const reader = openDatabase(target, POOL);
    try {
      if (await mayRead(reader)) return reader;
      if ((await provisioned(owner)) && (await mayRead(reader))) return reader;
    } catch (error) {
      await reader.destroy();
      throw error;
    }
    await reader.destroy();
    return till;
  }, till);

/** Of a configured server: the account that its settings name, else the till's. */
export const configuredReader = (url: string | null, till: Knex): Reader =>
  readerOver(async () => (url === null ? till : openDatabase(parseDatabaseUrl(url), POOL)), till);
