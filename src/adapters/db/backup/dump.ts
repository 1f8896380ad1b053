import { SQL_MODE } from '../../../../migrations/modes.ts';
import pkg from '../../../../package.json' with { type: 'json' };
import type { BackupHead, BackupTail } from '../../../domain/backup.ts';
import { type Definition, definitionsOf, quoted, tableDefinition } from './definitions.ts';
import { HEAD_MARK, TAIL_MARK } from './format.ts';
import { rowBatches, type TableReading, tableReadings } from './rows.ts';
import type { Session } from './session.ts';

/** How far a backup or a restore has come. */
export interface CopyProgress {
  readonly table: string;
  readonly rows: number;
  /** About how many there will be; 0: not known. */
  readonly of: number;
  /** Bytes of SQL so far. */
  readonly bytes: number;
}

export type OnCopy = (progress: CopyProgress) => void;

/** Whoever holds a copy must not be able to act as somebody who was signed in, nor need it to know which tills were open. */
const WITHOUT_ROWS: ReadonlySet<string> = new Set(['sesiones', 'cajas_activas']);

const NO_SUCH_TABLE = 1146;

/** Names of the migrations that a database has had, as its owner sees them. */
export const schemaOf = async ({ ask }: Session): Promise<readonly string[]> => {
  try {
    return (await ask('SELECT name FROM knex_migrations ORDER BY id')).map(({ name }) => String(name));
  } catch (error) {
    if ((error as { errno?: number }).errno === NO_SUCH_TABLE) return [];
    throw error;
  }
};

const line = (text: string): Buffer => Buffer.from(`${text}\n`);

/** Statements of several lines stand between lines of the delimiter that `mariadb` and `mysql` know, too. */
const inBlock = (sql: string): Buffer => {
  if (/^;;$/m.test(sql))
    throw new Error(`a line of its own in a definition is the delimiter: ${sql.slice(0, 60)}`);
  return Buffer.from(`DELIMITER ;;\n${sql}\n;;\nDELIMITER ;\n`);
};

const PREPARE = [
  'SET NAMES utf8mb4 COLLATE utf8mb4_spanish_ci;',
  `SET SESSION sql_mode = '${SQL_MODE},NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';`,
  'SET SESSION foreign_key_checks = 0, unique_checks = 0;',
];

async function* tableText(
  { connection, ask }: Session,
  reading: TableReading,
  onRows: (rows: number, bytes: number) => void,
): AsyncGenerator<Buffer> {
  const { table, columns } = reading;
  yield inBlock(await tableDefinition(ask, table));
  if (WITHOUT_ROWS.has(table)) return;
  const insert = Buffer.from(`INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES `);
  const end = Buffer.from(';\n');
  for await (const { values, rows } of rowBatches(connection, reading)) {
    yield insert;
    yield values;
    yield end;
    onRows(rows, values.length);
  }
}

const count = (definitions: readonly Definition[], ...kinds: readonly Definition['kind'][]): number =>
  definitions.filter(({ kind }) => kinds.includes(kind)).length;

/**
 * The whole database as SQL, as of one moment, while it is being written to: its rows are read in one transaction with a
 * snapshot of its own, which waits for nobody and lets nobody wait.
 */
export async function* dump(session: Session, onCopy: OnCopy): AsyncGenerator<Buffer> {
  const { ask } = session;
  const readings = await tableReadings(ask);
  const of = readings.reduce((sum, { guess, table }) => sum + (WITHOUT_ROWS.has(table) ? 0 : guess), 0);
  const [version = {}] = await ask('SELECT VERSION() AS version');
  await ask('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await ask('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  const head: BackupHead = {
    program: pkg.version,
    server: String(version.version),
    schema: await schemaOf(session),
    takenAt: new Date().toISOString(),
  };
  onCopy({ table: '', rows: 0, of, bytes: 0 });
  yield line(`${HEAD_MARK}${JSON.stringify(head)}`);
  for (const statement of PREPARE) yield line(statement);
  const written: Record<string, number> = {};
  let [total, bytes] = [0, 0];
  for (const reading of readings) {
    const { table } = reading;
    written[table] = 0;
    // Given back after each table: a change of a table's columns need not wait for the whole backup, and with it all sales.
    await ask('SAVEPOINT tabla');
    yield* tableText(session, reading, (rows, length) => {
      written[table] = (written[table] ?? 0) + rows;
      total += rows;
      bytes += length;
      onCopy({ table, rows: total, of, bytes });
    });
    await ask('ROLLBACK TO SAVEPOINT tabla');
  }
  const definitions = await definitionsOf(ask);
  for (const { sql } of definitions) yield inBlock(sql);
  await ask('COMMIT');
  yield line('SET SESSION foreign_key_checks = 1, unique_checks = 1;');
  const tail: BackupTail = {
    rows: written,
    routines: count(definitions, 'FUNCTION', 'PROCEDURE'),
    triggers: count(definitions, 'TRIGGER'),
    views: count(definitions, 'VIEW'),
  };
  yield line(`${TAIL_MARK}${JSON.stringify(tail)}`);
}
