import type { Connection } from 'mysql2';
import type { OnCopy } from './dump.ts';
import type { Session } from './session.ts';

/** Statements between two commits: some ten megabytes. */
const STATEMENTS_A_COMMIT = 20;

const INSERT = /^INSERT INTO `((?:[^`]|``)+)`/;

const run = (connection: Connection, sql: string): Promise<number> =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error, result) =>
      error ? reject(error) : resolve((result as { affectedRows?: number }).affectedRows ?? 0),
    );
  });

/**
 * A server counts a table anew some time after it has changed, MySQL one every ten seconds: until then it takes what was just
 * filled for empty, and reads all of it for each row of another.
 */
const count = async (connection: Connection, tables: ReadonlySet<string>): Promise<void> => {
  if (tables.size === 0) return;
  await run(connection, `ANALYZE TABLE ${[...tables].map((name) => `\`${name}\``).join(', ')}`);
};

/**
 * Runs a backup's statements in the session's database, which must hold none of their tables. The next is on its way while
 * the server works on one.
 */
export const load = async (
  { connection }: Session,
  statements: AsyncIterable<string>,
  of: number,
  onCopy: OnCopy,
): Promise<void> => {
  let [rows, bytes] = [0, 0];
  const filled = new Set<string>();
  let since = 0;
  let before: Promise<unknown> = Promise.resolve();
  await run(connection, 'SET SESSION autocommit = 0');
  for await (const sql of statements) {
    const table = INSERT.exec(sql)?.[1];
    if (table !== undefined) filled.add(table);
    const sent = run(connection, sql).then((affected) => {
      if (table === undefined) return;
      rows += affected;
      bytes += sql.length;
      onCopy({ table, rows, of, bytes });
    });
    // Met by whoever waits for it next; nobody is told of it twice.
    sent.catch(() => undefined);
    await before;
    before = sent;
    since += 1;
    if (since < STATEMENTS_A_COMMIT) continue;
    since = 0;
    await before;
    await run(connection, 'COMMIT');
  }
  await before;
  await run(connection, 'COMMIT');
  await run(connection, 'SET SESSION autocommit = 1');
  await count(connection, filled);
};
