import type { Knex } from 'knex';
import type { BackupHead, BackupTail, Findings, Holdings } from '../../../domain/backup.ts';
import { type DatabaseTarget, openDatabase } from '../connection.ts';
import { ledgerDifferences, rollUpDifferences } from '../health.ts';
import { quoted } from './definitions.ts';
import { schemaOf } from './dump.ts';
import type { Ask, Session } from './session.ts';

const countOf = async (ask: Ask, sql: string): Promise<number> => {
  const [row = {}] = await ask(sql);
  return Number(row.n);
};

const tablesOf = async (ask: Ask): Promise<readonly string[]> =>
  (
    await ask(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
    )
  ).map(({ name }) => String(name));

/** What the current database holds. Needs the owner's account. */
export const holdingsOf = async (ask: Ask): Promise<Holdings> => {
  const tables = await tablesOf(ask);
  const rows = async (table: string): Promise<number> =>
    tables.includes(table) ? countOf(ask, `SELECT COUNT(*) AS n FROM ${table}`) : 0;
  const [last = {}] = tables.includes('ventas')
    ? await ask('SELECT CAST(MAX(fecha_venta) AS CHAR) AS last FROM ventas')
    : [];
  return {
    tables: tables.length,
    sales: await rows('ventas'),
    lastSale: typeof last.last === 'string' ? last.last : null,
    products: await rows('productos'),
    clients: await rows('clientes'),
    users: await rows('usuarios'),
  };
};

/** Foreign keys whose rows point to nothing: the server does not look while a backup is read in. */
const orphansOf = async (ask: Ask): Promise<readonly string[]> => {
  const parts = await ask(
    `SELECT CONSTRAINT_NAME AS name, TABLE_NAME AS child, COLUMN_NAME AS child_column,
       REFERENCED_TABLE_NAME AS parent, REFERENCED_COLUMN_NAME AS parent_column
     FROM information_schema.KEY_COLUMN_USAGE
     WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL
     ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`,
  );
  const keys = Map.groupBy(parts, ({ child, name }) => `${child}.${name}`);
  const orphans: string[] = [];
  for (const [key, columns] of keys) {
    const first = columns[0];
    if (!first) continue;
    const column = (side: 'c' | 'p', name: unknown) => `${side}.${quoted(String(name))}`;
    const same = columns.map((one) => `${column('p', one.parent_column)} = ${column('c', one.child_column)}`);
    const filled = columns.map((one) => `${column('c', one.child_column)} IS NOT NULL`);
    const found = await countOf(
      ask,
      `SELECT COUNT(*) AS n FROM ${quoted(String(first.child))} c WHERE ${filled.join(' AND ')}
       AND NOT EXISTS (SELECT 1 FROM ${quoted(String(first.parent))} p WHERE ${same.join(' AND ')})`,
    );
    if (found > 0) orphans.push(key);
  }
  return orphans;
};

const missingParts = async (ask: Ask, tail: BackupTail): Promise<number> => {
  const there = await countOf(
    ask,
    `SELECT (SELECT COUNT(*) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE())
       + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE())
       + (SELECT COUNT(*) FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()) AS n`,
  );
  return Math.abs(tail.routines + tail.triggers + tail.views - there);
};

/** The migration since which sales keep roll-ups. */
const ROLL_UPS = '20261126100200_resumen_ventas';

const differencesOf = async (
  target: DatabaseTarget,
  schema: readonly string[],
): Promise<Findings['differences']> => {
  const owner: Knex = openDatabase(target, { pool: 1, statementTimeoutMs: 0 });
  try {
    const ledgers = await ledgerDifferences(owner);
    if (!schema.includes(ROLL_UPS)) return { ...ledgers };
    return { ...ledgers, rollUps: (await rollUpDifferences(owner)).figures };
  } finally {
    await owner.destroy();
  }
};

/** Looks at a database that was just read back, before anything else touches it. */
export const findingsOf = async (
  session: Session,
  target: DatabaseTarget,
  head: BackupHead,
  tail: BackupTail,
): Promise<Findings> => {
  const { ask } = session;
  const tables = await tablesOf(ask);
  const miscounted: string[] = [];
  for (const table of new Set([...tables, ...Object.keys(tail.rows)])) {
    const wanted = tail.rows[table];
    const there = tables.includes(table)
      ? await countOf(ask, `SELECT COUNT(*) AS n FROM ${quoted(table)}`)
      : -1;
    if (there !== wanted) miscounted.push(table);
  }
  const schema = await schemaOf(session);
  return {
    head,
    tables: tables.length,
    rows: Object.values(tail.rows).reduce((sum, rows) => sum + rows, 0),
    miscounted,
    orphans: await orphansOf(ask),
    missingParts: await missingParts(ask, tail),
    differences: miscounted.length === 0 ? await differencesOf(target, schema) : {},
    schemaAsSaid: schema.join() === head.schema.join(),
    holds: await holdingsOf(ask),
  };
};
