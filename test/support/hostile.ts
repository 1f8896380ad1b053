import type { Knex } from 'knex';

/** Texts that try to be something else: SQL, a pattern, an escape sequence, more than a field holds. */
export const HOSTILE_TEXTS = {
  sql: `x'; DROP TABLE ventas; -- `,
  quotes: `a" OR 1=1 OR "b'='`,
  backslash: `\\'; DELETE FROM usuarios; #`,
  pattern: '100%_\\%',
  nul: 'a\u0000b',
  emoji: '👩‍👩‍👧 ñandú',
  long: 'ñ'.repeat(10_000),
  longest: '🙂'.repeat(10_000),
  controls: '\u001b[2J\u001b]52;c;aG9sYQ==\u0007\u009b31m\r\n\t',
  direction: 'abc\u202edcba\u2066x\u200f',
  refusal: 'SALDO_INSUFICIENTE|falta=1',
  number: '1e400',
  html: '<script>alert(1)</script>&amp;"',
  formula: '=HYPERLINK("http://x")',
} as const;

export const hostileEntries = Object.entries(HOSTILE_TEXTS) as readonly (readonly [string, string])[];

/** Parts by which a text is known again where it was cut, unquoted or run. */
const MARKS = [
  [HOSTILE_TEXTS.sql, 'DROP TABLE'],
  [HOSTILE_TEXTS.quotes, 'OR 1=1'],
  [HOSTILE_TEXTS.backslash, 'DELETE FROM'],
  [HOSTILE_TEXTS.pattern, '100%'],
] as const;

/** Hostile texts in all columns of text but the audit's JSON: those that are whole, and what is left of others. */
export const hostileTextsIn = async (
  owner: Knex,
  database: string,
): Promise<{ readonly whole: number; readonly mangled: readonly string[] }> => {
  const [columns] = await owner.raw(
    `SELECT c.TABLE_NAME AS tabla, c.COLUMN_NAME AS columna FROM information_schema.COLUMNS c
     JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
     WHERE c.TABLE_SCHEMA = ? AND t.TABLE_TYPE = 'BASE TABLE' AND c.DATA_TYPE IN ('varchar', 'text')
       AND c.TABLE_NAME <> 'auditoria'`,
    [database],
  );
  const mangled: string[] = [];
  let whole = 0;
  for (const { tabla, columna } of columns as { tabla: string; columna: string }[])
    for (const [text, mark] of MARKS) {
      const rows = await owner(tabla).whereRaw('LOCATE(?, ??) > 0', [mark, columna]).select(columna);
      for (const row of rows)
        if (String(row[columna]).includes(text.trim())) whole += 1;
        else mangled.push(`${tabla}.${columna}: ${row[columna]}`);
    }
  return { whole, mangled };
};
