import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { migrations } from '../../migrations/index.ts';

/** The last migration of the version before reports, mail, invoices, roll-ups and other systems. */
export const OFFICE_RELEASE = '20261121110910_recuperar_acceso';

/** Brings a database to the schema that a former version had, and not further. */
export const migrateTo = async (owner: Knex, last: string): Promise<void> => {
  const until = migrations.findIndex(({ name }) => name === last);
  if (until < 0) throw new Error(`no migration is called ${last}`);
  await owner.migrate.latest({
    tableName: 'knex_migrations',
    disableTransactions: true,
    migrationSource: {
      getMigrations: async () => migrations.slice(0, until + 1),
      getMigrationName: ({ name }: (typeof migrations)[number]) => name,
      getMigration: async (one: (typeof migrations)[number]) => one,
    },
  });
  await owner.raw('CREATE OR REPLACE VIEW v_migraciones AS SELECT name FROM knex_migrations');
};

type Rows = readonly Readonly<Record<string, unknown>>[];

/** All rows of all tables, but for those that are nobody's books. */
export type Books = ReadonlyMap<string, Rows>;

const NO_BOOKS = new Set([
  'knex_migrations',
  'knex_migrations_lock',
  'permisos',
  'sesiones',
  'cajas_activas',
  // A queue: mails of before are put into the kinds of today.
  'notificaciones_correo',
]);

export const booksOf = async (owner: Knex): Promise<Books> => {
  const [tables] = await owner.raw(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
  );
  const books = new Map<string, Rows>();
  for (const { name } of tables)
    if (!NO_BOOKS.has(name)) books.set(name, (await owner.raw('SELECT * FROM ??', [name]))[0]);
  return books;
};

const sorted = (rows: Rows, columns: readonly string[]): readonly string[] =>
  rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort();

/** Tables in which something of `before` is not there any more as it was; what is new does not count. */
export const lostFrom = (before: Books, after: Books): readonly string[] =>
  [...before].flatMap(([table, rows]) => {
    const columns = Object.keys(rows[0] ?? {});
    const there = new Set(sorted(after.get(table) ?? [], columns));
    const lost = sorted(rows, columns).filter((row) => !there.has(row));
    return lost.length === 0 ? [] : [`${table}: ${lost.length} of ${rows.length}, e.g. ${lost[0]}`];
  });

/** Everything that a schema is made of, by a number for each part. */
export const schemaOf = async (owner: Knex): Promise<Readonly<Record<string, string>>> => {
  const parts: Record<string, string> = {};
  const read = async (kind: string, sql: string): Promise<void> => {
    const [rows] = await owner.raw(sql);
    for (const { part, body } of rows as { part: string; body: string }[])
      parts[`${kind} ${part}`] = createHash('sha256').update(String(body)).digest('hex').slice(0, 12);
  };
  await read(
    'column',
    `SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) AS part,
       CONCAT_WS('|', COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, COLLATION_NAME, EXTRA) AS body
     FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()`,
  );
  await read(
    'index',
    `SELECT CONCAT(TABLE_NAME, '.', INDEX_NAME) AS part, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS body
     FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() GROUP BY TABLE_NAME, INDEX_NAME`,
  );
  await read(
    'constraint',
    `SELECT CONCAT(TABLE_NAME, '.', CONSTRAINT_NAME) AS part, CONSTRAINT_TYPE AS body
     FROM information_schema.TABLE_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()`,
  );
  await read(
    'routine',
    `SELECT ROUTINE_NAME AS part, ROUTINE_DEFINITION AS body FROM information_schema.ROUTINES
     WHERE ROUTINE_SCHEMA = DATABASE()`,
  );
  await read(
    'trigger',
    `SELECT TRIGGER_NAME AS part, ACTION_STATEMENT AS body FROM information_schema.TRIGGERS
     WHERE TRIGGER_SCHEMA = DATABASE()`,
  );
  await read(
    'view',
    `SELECT TABLE_NAME AS part, REPLACE(VIEW_DEFINITION, CONCAT('\`', DATABASE(), '\`.'), '') AS body
     FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()`,
  );
  return parts;
};
