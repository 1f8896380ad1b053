import type { Knex } from 'knex';
import { provisionTill } from './accounts.ts';
import { type DatabaseTarget, openDatabase } from './connection.ts';
import { guarded } from './query.ts';

/** MySQL's longest name of an account. */
const LONGEST_ACCOUNT = 32;

/** Where a till's account may connect from: tills get their addresses from the school's router. */
const ANYWHERE = '%';

export interface NewTillAccount {
  readonly tillId: number;
  /** Code of the till. */
  readonly code: string;
  readonly password: string;
  /** The server refuses the account in the open. */
  readonly encrypted: boolean;
  /** Who invites, for the audit. */
  readonly userId: number;
}

const databaseOf = async (owner: Knex): Promise<string> => {
  const [[row]] = await owner.raw('SELECT DATABASE() AS name');
  return String(row.name);
};

/**
 * Gives a till an account of its own, or a new password for the one it has: what a till may do and no more.
 * Throws PosFailure where the owner may not create accounts. @returns its name
 */
export const createTillAccount = (owner: Knex, till: NewTillAccount): Promise<string> =>
  guarded(async () => {
    const database = await databaseOf(owner);
    const user = `${database}_caja_${till.code}`.slice(-LONGEST_ACCOUNT);
    const account = { database, user, host: ANYWHERE };
    await provisionTill(owner, { ...account, password: till.password });
    await owner.raw(`ALTER USER ?@? REQUIRE ${till.encrypted ? 'SSL' : 'NONE'}`, [user, ANYWHERE]);
    await owner.transaction(async (one) => {
      await one.raw('SET @pos_usuario = ?', [till.userId]);
      await one.raw(
        `INSERT INTO cuentas_caja (id_caja, cuenta, host, creada_en) VALUES (?, ?, ?, ahora_local())
         ON DUPLICATE KEY UPDATE cuenta = VALUES(cuenta), host = VALUES(host), creada_en = VALUES(creada_en)`,
        [till.tillId, user, ANYWHERE],
      );
      await one.raw('SET @pos_usuario = NULL');
    });
    return user;
  });

/** An account that may not see, or end, what others do. */
const NOT_ALLOWED = new Set([1095, 1227]);
/** The connection has ended by itself. */
const GONE = 1094;

/** Ends what an account has open: a server lets it go on after the account is gone. @returns whether nothing is left of it */
const endConnections = async (owner: Knex, user: string): Promise<boolean> => {
  try {
    const [processes] = await owner.raw('SHOW PROCESSLIST');
    for (const { Id, User } of processes as { Id: number; User: string }[])
      if (User === user)
        await owner.raw(`KILL ${Number(Id)}`).catch((error) => {
          if (error.errno !== GONE) throw error;
        });
    return true;
  } catch (error) {
    if (!NOT_ALLOWED.has((error as { errno?: number }).errno ?? 0)) throw error;
    return false;
  }
};

/**
 * Takes a till's account away: its machine can do nothing more.
 * @returns false where the owner may not end what the till has open, which then goes on until its screen is closed
 */
export const dropTillAccount = (owner: Knex, tillId: number, userId: number): Promise<boolean> =>
  guarded(async () => {
    const [row] = await owner('cuentas_caja').where('id_caja', tillId).select('cuenta', 'host');
    if (!row) return true;
    await owner.raw('DROP USER IF EXISTS ?@?', [row.cuenta, row.host]);
    const ended = await endConnections(owner, String(row.cuenta));
    await owner.transaction(async (one) => {
      await one.raw('SET @pos_usuario = ?', [userId]);
      await one('cuentas_caja').where('id_caja', tillId).delete();
      await one.raw('SET @pos_usuario = NULL');
    });
    return ended;
  });

/** There is no such account on this server: 1133 MariaDB, 1410 MySQL. */
const NO_SUCH_ACCOUNT = new Set([1133, 1410]);

/**
 * Grants of new views and routines for every till's account; the migrations call for it. A backup that is read back on
 * another server names accounts that are not there: those tills are to be invited again.
 */
export const provisionTillAccounts = async (owner: Knex): Promise<void> => {
  const database = await databaseOf(owner);
  const accounts: { cuenta: string; host: string }[] = await owner('cuentas_caja').select('cuenta', 'host');
  if (accounts.length === 0) return;
  await owner.transaction(async (one) => {
    const [[row]] = await one.raw('SELECT VERSION() AS version, @@SESSION.sql_mode AS mode');
    // MariaDB would make the account that it does not know, and without a password.
    const mode = /mariadb/i.test(String(row.version)) ? `${row.mode},NO_AUTO_CREATE_USER` : row.mode;
    await one.raw('SET SESSION sql_mode = ?', [mode]);
    try {
      for (const { cuenta, host } of accounts)
        await provisionTill(one, { database, user: cuenta, host }).catch((error) => {
          if (!NO_SUCH_ACCOUNT.has(error.errno)) throw error;
        });
    } finally {
      await one.raw('SET SESSION sql_mode = ?', [row.mode]);
    }
  });
};

/** Runs `use` over one connection of an account. What goes wrong is thrown as PosFailure where it is the server's doing. */
const over = <T>(target: DatabaseTarget, use: (knex: Knex) => Promise<T>): Promise<T> =>
  guarded(async () => {
    const knex = openDatabase(target, { pool: 1 });
    try {
      return await use(knex);
    } finally {
      await knex.destroy();
    }
  });

/** That an account gets in. Throws PosFailure BASE_DE_DATOS. */
export const tryAccount = (target: DatabaseTarget): Promise<void> =>
  over(target, async (knex) => {
    await knex.raw('SELECT 1');
  });

/** An account's own new password: whoever still has the old one is shut out. */
export const changeOwnPassword = (target: DatabaseTarget, password: string): Promise<void> =>
  over(target, async (knex) => {
    const [[row]] = await knex.raw('SELECT VERSION() AS version');
    const mariadb = /mariadb/i.test(String(row.version));
    // A statement, not a prepared call: neither server prepares this one.
    await knex.raw(mariadb ? 'SET PASSWORD = PASSWORD(?)' : 'ALTER USER USER() IDENTIFIED BY ?', [password]);
  });
