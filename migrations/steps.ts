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

export type Table = readonly [name: string, body: string];

export const createTables = (knex: Knex, tables: readonly Table[]): Promise<void> =>
  runAll(
    knex,
    tables.map(
      ([table, body]) =>
        `CREATE TABLE IF NOT EXISTS ${table} (${body}) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=${COLLATION}`,
    ),
  );

export const dropTables = (knex: Knex, tables: readonly Table[]): Promise<void> =>
  runAll(
    knex,
    [...tables].reverse().map(([table]) => `DROP TABLE IF EXISTS ${table}`),
  );

/** A migration of tables, each given as its columns and constraints. */
export const tableMigration = (
  name: string,
  tables: readonly Table[],
  before: readonly string[] = [],
): Migration =>
  migration(
    name,
    async (knex) => {
      await runAll(knex, before);
      await createTables(knex, tables);
    },
    (knex) => dropTables(knex, tables),
  );

/** Adds columns, or drops them, where that is still to be done: `IF NOT EXISTS` is not portable here. */
export const addColumns = async (
  knex: Knex,
  columns: readonly (readonly [table: string, column: string, definition: string])[],
  change: 'add' | 'drop' = 'add',
): Promise<void> => {
  for (const [table, column, definition] of columns) {
    const there = await knex.schema.hasColumn(table, column);
    if (there === (change === 'add')) continue;
    const what = change === 'add' ? `ADD COLUMN ${column} ${definition}` : `DROP COLUMN ${column}`;
    await runAll(knex, [`ALTER TABLE ${table} ${what}`]);
  }
};

type Index = readonly [table: string, name: string, columns: string];

/** Adds indexes, or drops them, where that is still to be done. */
export const addIndexes = async (
  knex: Knex,
  indexes: readonly Index[],
  change: 'add' | 'drop' = 'add',
): Promise<void> => {
  for (const [table, name, columns] of indexes) {
    const [found] = await knex.raw(
      `SELECT 1 FROM information_schema.STATISTICS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND INDEX_NAME = ?`,
      [table, name],
    );
    if (found.length > 0 === (change === 'add')) continue;
    const what = change === 'add' ? `ADD KEY ${name} (${columns})` : `DROP KEY ${name}`;
    await runAll(knex, [`ALTER TABLE ${table} ${what}`]);
  }
};

/** Gives named CHECK constraints a new condition. */
export const setChecks = async (
  knex: Knex,
  checks: readonly { readonly table: string; readonly name: string; readonly condition: string }[],
): Promise<void> => {
  for (const { table, name, condition } of checks) {
    const [found] = await knex.raw(
      `SELECT 1 FROM information_schema.TABLE_CONSTRAINTS
       WHERE CONSTRAINT_SCHEMA = DATABASE() AND TABLE_NAME = ? AND CONSTRAINT_NAME = ?`,
      [table, name],
    );
    await runAll(knex, [
      ...(found.length > 0 ? [`ALTER TABLE ${table} DROP CONSTRAINT ${name}`] : []),
      `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${condition})`,
    ]);
  }
};

/**
 * A migration that replaces routines of a former one: each by its new file and the file to go back to. Both create a
 * routine of the same name.
 */
export const replacementMigration = (
  name: string,
  routines: readonly (readonly [file: string, former: string])[],
): Migration =>
  migration(
    name,
    (knex) =>
      createRoutines(
        knex,
        routines.map(([file]) => readSql(file)),
      ),
    (knex) =>
      createRoutines(
        knex,
        routines.map(([, former]) => readSql(former)),
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

/** A view of what the till's account may read, from its SELECT. */
export const view = (name: string, select: string): string =>
  `CREATE VIEW ${name} AS ${select.replace(/\s+/g, ' ').trim()}`;

/** A migration of views; `former`: those of an earlier one that they replace, to go back to. */
export const viewMigration = (
  name: string,
  views: readonly string[],
  former: readonly string[] = [],
): Migration =>
  migration(
    name,
    (knex) => createRoutines(knex, views),
    async (knex) => {
      await dropRoutines(knex, views);
      await createRoutines(knex, former);
    },
  );
