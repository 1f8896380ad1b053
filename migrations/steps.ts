import type { Knex } from 'knex';
import { COLLATION, SQL_MODE } from './modes.ts';
import { readSql } from './read-sql.ts';

export interface Migration {
  readonly name: string;
  readonly up: (knex: Knex) => Promise<void>;
  readonly down: (knex: Knex) => Promise<void>;
  /** DDL commits by itself on these servers: a transaction around a migration would only pretend. */
  readonly config: { readonly transaction: false };
}

export const migration = (
  name: string,
  up: (knex: Knex) => Promise<void>,
  down: (knex: Knex) => Promise<void>,
): Migration => ({ name, up, down, config: { transaction: false } });

/** Runs statements on one connection with the mode and collation that routines and tables are to remember. */
export const runAll = async (knex: Knex, statements: readonly string[]): Promise<void> => {
  const run = async (connection: Knex) => {
    const [rows] = await connection.raw('SELECT @@SESSION.sql_mode AS mode');
    await connection.raw(`SET SESSION sql_mode = '${SQL_MODE}'`);
    await connection.raw(`SET NAMES utf8mb4 COLLATE ${COLLATION}`);
    try {
      for (const statement of statements) await connection.raw(statement);
    } finally {
      await connection.raw('SET SESSION sql_mode = ?', [rows[0].mode]);
    }
  };
  await (knex.isTransaction ? run(knex) : knex.transaction(run));
};

const HEAD = /CREATE (PROCEDURE|FUNCTION|TRIGGER|VIEW) (\w+)/;

const dropOf = (statement: string): string => {
  const [, kind, name] = HEAD.exec(statement) ?? [];
  if (!kind || !name) throw new Error(`no CREATE in: ${statement.slice(0, 80)}`);
  return `DROP ${kind} IF EXISTS ${name}`;
};

/** Creates or replaces routines, triggers and views; CREATE OR REPLACE is not portable. */
export const createRoutines = (knex: Knex, statements: readonly string[]): Promise<void> =>
  runAll(
    knex,
    statements.flatMap((statement) => [dropOf(statement), statement]),
  );

export const dropRoutines = (knex: Knex, statements: readonly string[]): Promise<void> =>
  runAll(knex, [...statements].reverse().map(dropOf));

/** A migration of `.sql` files, each one routine or trigger. */
export const routineMigration = (name: string, files: readonly string[]): Migration =>
  migration(
    name,
    (knex) => createRoutines(knex, files.map(readSql)),
    (knex) => dropRoutines(knex, files.map(readSql)),
  );

/** A migration of tables, each given as its columns and constraints. */
export const tableMigration = (
  name: string,
  tables: readonly (readonly [name: string, body: string])[],
  before: readonly string[] = [],
): Migration =>
  migration(
    name,
    (knex) =>
      runAll(knex, [
        ...before,
        ...tables.map(
          ([table, body]) =>
            `CREATE TABLE IF NOT EXISTS ${table} (${body}) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=${COLLATION}`,
        ),
      ]),
    (knex) =>
      runAll(
        knex,
        [...tables].reverse().map(([table]) => `DROP TABLE IF EXISTS ${table}`),
      ),
  );

/** Largest amount in guaraníes (src/domain/money.ts). */
const MAX = 999_999_999_999;

/** Column of money, in guaraníes, with its CHECK; the name must be unique in the schema, hence the table's prefix. */
export const money = (table: string, column: string, extra = 'NOT NULL'): string =>
  `${column} BIGINT ${extra}, CONSTRAINT ck_${table}_${column} CHECK (${column} BETWEEN 0 AND ${MAX})`;

/** Column of a short state with its allowed values. */
export const state = (table: string, column: string, values: readonly string[], fallback?: string): string =>
  `${column} VARCHAR(12) NOT NULL${fallback === undefined ? '' : ` DEFAULT '${fallback}'`}, ` +
  `CONSTRAINT ck_${table}_${column} CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;
