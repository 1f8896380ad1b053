import { RESTORE_MARK } from '../migrate.ts';
import { type Definition, definitionsOf, quoted } from './definitions.ts';
import type { Ask, Row, Session } from './session.ts';

/** Seconds to wait for whoever holds a table. */
const LOCK_WAIT = 20;

const tablesIn = async (ask: Ask, database: string): Promise<readonly string[]> =>
  (
    await ask(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME <> ? ORDER BY TABLE_NAME`,
      [database, RESTORE_MARK],
    )
  ).map(({ name }) => String(name));

const use = (ask: Ask, database: string): Promise<readonly Row[]> => ask(`USE ${quoted(database)}`);

const drop = async (ask: Ask, definitions: readonly Definition[]): Promise<void> => {
  for (const { kind, name } of definitions.toReversed()) await ask(`DROP ${kind} IF EXISTS ${quoted(name)}`);
};

const create = async (ask: Ask, definitions: readonly Definition[]): Promise<void> => {
  for (const { sql } of definitions) await ask(sql);
};

const renames = (tables: readonly string[], from: string, to: string): readonly string[] =>
  tables.map((table) => `${quoted(from)}.${quoted(table)} TO ${quoted(to)}.${quoted(table)}`);

/** The definitions of a database that is half taken apart need not all be there. */
const partsOf = async (ask: Ask, database: string): Promise<readonly Definition[]> => {
  await use(ask, database);
  return definitionsOf(ask);
};

export interface Move {
  /** What is put there; empty afterwards. */
  readonly from: string;
  /** Where it comes to be. */
  readonly to: string;
  /** An empty database, to which goes what is there now. */
  readonly aside: string;
  /** The last moment at which both are whole, and nobody can sell in either. */
  readonly onStill: () => Promise<void>;
}

/**
 * Puts one database in the place of another: its tables change their names, all in one statement; routines, triggers and
 * views, which cannot, are made anew. Where a step fails, everything is put back as it was.
 */
export const moveDatabase = async ({ ask }: Session, { from, to, aside, onStill }: Move): Promise<void> => {
  const fresh = await partsOf(ask, from);
  const former = await partsOf(ask, to);
  const [incoming, outgoing] = [await tablesIn(ask, from), await tablesIn(ask, to)];
  await ask(`SET SESSION foreign_key_checks = 0, lock_wait_timeout = ${LOCK_WAIT}`);
  await use(ask, to);
  await ask(`CREATE TABLE IF NOT EXISTS ${RESTORE_MARK} (desde DATETIME NOT NULL PRIMARY KEY)`);
  let moved = false;
  try {
    // A table with a trigger does not leave its database. The views of what is there go first: from now on nobody sells.
    await drop(ask, former);
    await use(ask, from);
    await drop(ask, fresh);
    await use(ask, to);
    await onStill();
    await ask(`RENAME TABLE ${[...renames(outgoing, to, aside), ...renames(incoming, from, to)].join(', ')}`);
    moved = true;
    await create(ask, fresh);
  } catch (error) {
    await use(ask, to);
    if (moved) {
      await drop(ask, fresh);
      await ask(
        `RENAME TABLE ${[...renames(incoming, to, from), ...renames(outgoing, aside, to)].join(', ')}`,
      );
    }
    await drop(ask, former);
    await create(ask, former);
    await ask(`DROP TABLE IF EXISTS ${RESTORE_MARK}`);
    throw error;
  }
  await ask(`DROP TABLE IF EXISTS ${RESTORE_MARK}`);
};
