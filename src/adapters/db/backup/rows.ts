import { randomBytes } from 'node:crypto';
import type { Connection } from 'mysql2';
import { quoted } from './definitions.ts';
import type { Ask } from './session.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Null: numbers, dates, bytes. */
  readonly characters: string | null;
}

/** A table as it is read: its columns, and the expression that makes a row's text on the server. */
export interface TableReading {
  readonly table: string;
  readonly columns: readonly string[];
  readonly select: string;
  /** About how many rows, as the server guesses; never to be relied on. */
  readonly guess: number;
}

const BYTES = /^(?:binary|varbinary|tinyblob|blob|mediumblob|longblob)$/;
const QUOTED = /^(?:date|datetime|timestamp|time|year|json)$/;

/** SQL that makes the literal of a column's value. */
const literalOf = ({ name, type, nullable, characters }: Column): string => {
  const column = quoted(name);
  const orNull = (expression: string) => (nullable ? `IFNULL(${expression}, 'NULL')` : expression);
  if (BYTES.test(type)) return orNull(`CONCAT('X''', HEX(${column}), '''')`);
  if (type === 'bit') return orNull(`CONCAT('0x', HEX(${column}))`);
  if (characters !== null)
    return `QUOTE(${/^(?:utf8mb4|ascii)$/.test(characters) ? column : `CONVERT(${column} USING utf8mb4)`})`;
  if (QUOTED.test(type)) return `QUOTE(${column})`;
  // As text a short float would lose digits.
  return orNull(type === 'float' ? `(${column} + 0e0)` : column);
};

/**
 * Secrets that the database must keep as they are, and that a copy need not: what goes into it in their place. The secret that
 * signs messages to other systems is one; whoever reads the copy back registers those systems again.
 */
const inPlace = (): Readonly<Record<string, string>> => ({
  'suscripciones.secreto': `QUOTE('whsec_${randomBytes(32).toString('base64')}')`,
  'suscripciones.estado': `QUOTE(IF(estado = 'Activa', 'Desactivada', estado))`,
});

const readingOf = (table: string, columns: readonly Column[], guess: number): TableReading => {
  const replaced = inPlace();
  const values = columns
    .map((column) => replaced[`${table}.${column.name}`] ?? literalOf(column))
    .join(", ',', ");
  const row = `CONCAT('(', ${values}, ')')`;
  // A statement is one line of the file: breaks within texts are written as escapes.
  const escaped = `REPLACE(REPLACE(${row}, '\\n', '\\\\n'), '\\r', '\\\\r')`;
  const hasText = columns.some(({ characters, type }) => characters !== null || type === 'json');
  return {
    table,
    columns: columns.map(({ name }) => name),
    select: `SELECT ${hasText ? escaped : row} FROM ${quoted(table)}`,
    guess,
  };
};

/** Every table of the current database. Generated columns make themselves and cannot be written. */
export const tableReadings = async (ask: Ask): Promise<readonly TableReading[]> => {
  const tables = await ask(
    `SELECT TABLE_NAME AS name, CAST(COALESCE(TABLE_ROWS, 0) AS SIGNED) AS guess FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
  );
  const columns = await ask(
    `SELECT TABLE_NAME AS table_name, COLUMN_NAME AS name, DATA_TYPE AS type, IS_NULLABLE AS nullable,
       CHARACTER_SET_NAME AS characters, EXTRA AS extra
     FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION`,
  );
  return tables.map(({ name, guess }) => {
    const own = columns
      .filter(
        (column) =>
          column.table_name === name &&
          !/\bGENERATED\b/.test(String(column.extra).replace('DEFAULT_GENERATED', '')),
      )
      .map((column) => ({
        name: String(column.name),
        type: String(column.type).toLowerCase(),
        nullable: column.nullable === 'YES',
        characters: column.characters === null ? null : String(column.characters),
      }));
    return readingOf(String(name), own, Number(guess));
  });
};

/** Bytes of an INSERT: large enough to be quick, far below what any server takes (16 MB). */
const STATEMENT_BYTES = 512 * 1024;
/** Statements that wait to be written before the server is asked to wait. */
const MOST_WAITING = 4;

export interface RowBatch {
  /** `(…),(…)` */
  readonly values: Buffer;
  readonly rows: number;
}

const COMMA = 0x2c;

/** Gathers rows into batches in one buffer each: their texts are joined, never looked at. */
const gatherer = (emit: (batch: RowBatch) => void) => {
  let buffer = Buffer.allocUnsafe(STATEMENT_BYTES);
  let used = 0;
  let rows = 0;
  const flush = (): void => {
    if (rows > 0) emit({ values: buffer.subarray(0, used), rows });
    buffer = Buffer.allocUnsafe(STATEMENT_BYTES);
    used = 0;
    rows = 0;
  };
  const add = (row: Buffer): void => {
    if (rows > 0 && used + row.length + 1 > STATEMENT_BYTES) flush();
    if (row.length > buffer.length) buffer = Buffer.allocUnsafe(row.length);
    if (rows > 0) buffer[used++] = COMMA;
    used += row.copy(buffer, used);
    rows += 1;
  };
  return { add, flush };
};

/**
 * All rows of one table, as the server sends them: it is made to wait where the reader does.
 * Throws what the driver throws, and an Error with code ER_ROW_TOO_LONG for a row that no packet holds.
 */
export async function* rowBatches(
  connection: Connection,
  { table, select }: TableReading,
): AsyncGenerator<RowBatch> {
  const waiting: RowBatch[] = [];
  let ended = false;
  let failure: unknown = null;
  let wake = (): void => undefined;
  const gather = gatherer((batch) => {
    waiting.push(batch);
    if (waiting.length >= MOST_WAITING) connection.pause();
    wake();
  });
  connection
    .query({ sql: select, rowsAsArray: true, typeCast: false })
    .on('error', (error) => {
      failure = error;
      wake();
    })
    .on('result', (row) => {
      const text = (row as unknown as readonly (Buffer | null)[])[0];
      if (text) gather.add(text);
      else failure ??= Object.assign(new Error(table), { code: 'ER_ROW_TOO_LONG' });
    })
    .on('end', () => {
      gather.flush();
      ended = true;
      wake();
    });
  for (;;) {
    const batch = waiting.shift();
    if (batch) {
      if (waiting.length === 0) connection.resume();
      yield batch;
    } else if (failure) throw failure;
    else if (ended) return;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
