import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { COLLATION } from '../../../migrations/modes.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { type DatabaseTarget, openDatabase } from './connection.ts';
import { guarded } from './query.ts';
import { type AccountRights, rightsOf } from './rights.ts';

/** There is an account of this name: nobody but its owner is to change its password. */
const ACCOUNT_EXISTS = 1396;

const over = <T>(target: DatabaseTarget, use: (knex: Knex) => Promise<T>): Promise<T> =>
  guarded(async () => {
    const knex = openDatabase(target, { pool: 1 });
    try {
      return await use(knex);
    } finally {
      await knex.destroy();
    }
  });

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Over the owner's account: makes the database where it is missing. Throws PosFailure BASE_DE_DATOS. */
export const createDatabase = async ({ database, ...server }: DatabaseTarget): Promise<void> => {
  if (database === undefined) return;
  await over(server, async (knex) => {
    const [found] = await knex.raw('SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?', [
      database,
    ]);
    if (found.length > 0) return;
    await knex.raw(`CREATE DATABASE ${quoted(database)} CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);
  });
};

/**
 * Over the owner's account: makes the till's, with a password that nobody has to remember; an encrypted line alone may use it
 * where the till's address asks for one. Throws PosFailure CUENTA_EXISTENTE {cuenta}. @returns the password
 */
export const createAccount = async (owner: DatabaseTarget, till: DatabaseTarget): Promise<string> => {
  const password = randomBytes(24).toString('base64url');
  const host = till.socketPath ? 'localhost' : '%';
  const { database: _, ...server } = owner;
  await over(server, async (knex) => {
    try {
      await knex.raw('CREATE USER ?@? IDENTIFIED BY ?', [till.user, host, password]);
    } catch (cause) {
      if ((cause as { errno?: number }).errno !== ACCOUNT_EXISTS) throw cause;
      throw new PosFailure(posError('CUENTA_EXISTENTE', { cuenta: till.user }), { cause });
    }
    if (till.tls) await knex.raw('ALTER USER ?@? REQUIRE SSL', [till.user, host]);
  });
  return password;
};

/** What an account may do. Throws PosFailure BASE_DE_DATOS where it does not get in. */
export const accountRights = (target: DatabaseTarget): Promise<AccountRights> => over(target, rightsOf);
