import type { BackupHead, BackupTail } from '../../../domain/backup.ts';

/** Begins the first and the last line of a backup; what follows is JSON. To any other program they are comments. */
export const HEAD_MARK = '-- cantina-pos backup 1 ';
export const TAIL_MARK = '-- cantina-pos end ';

const parsed = (line: string, mark: string): Readonly<Record<string, unknown>> | null => {
  if (!line.startsWith(mark)) return null;
  try {
    const value: unknown = JSON.parse(line.slice(mark.length));
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** Null: the line does not begin a backup of ours. */
export const readHead = (line: string): BackupHead | null => {
  const head = parsed(line, HEAD_MARK);
  const { program, server, schema, takenAt } = head ?? {};
  if (typeof program !== 'string' || typeof server !== 'string' || typeof takenAt !== 'string') return null;
  if (!Array.isArray(schema) || !schema.every((name) => typeof name === 'string')) return null;
  return { program, server, schema, takenAt };
};

/** Null: the line does not end one. */
export const readTail = (line: string): BackupTail | null => {
  const { rows, routines, triggers, views } = parsed(line, TAIL_MARK) ?? {};
  if (rows === null || typeof rows !== 'object') return null;
  if (!Object.values(rows).every((count) => Number.isSafeInteger(count))) return null;
  if (![routines, triggers, views].every((count) => Number.isSafeInteger(count))) return null;
  return {
    rows: rows as Record<string, number>,
    routines: Number(routines),
    triggers: Number(triggers),
    views: Number(views),
  };
};

/** A statement of a backup, or its first or last line. */
export interface Piece {
  readonly kind: 'comment' | 'statement';
  readonly text: string;
}

const NEWLINE = 0x0a;
/** The longest line that a backup of ours can have: a row of the largest packet, twice. */
const LONGEST_LINE = 128 * 1024 * 1024;

/** Bytes cut at their line breaks. Throws an Error with code ER_FOREIGN_FILE for a line without end. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      parts.push(chunk.subarray(start, at));
      yield (parts.length === 1 ? chunk.subarray(start, at) : Buffer.concat(parts)).toString('utf8');
      parts = [];
      length = 0;
      start = at + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LONGEST_LINE) throw Object.assign(new Error('line'), { code: 'ER_FOREIGN_FILE' });
  }
  if (length > 0) yield Buffer.concat(parts).toString('utf8');
}

/** The statements of a backup, each whole. Ours are one line, or the lines of a block between two delimiters. */
export async function* piecesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let block: string[] | null = null;
  for await (const line of linesOf(source)) {
    if (block) {
      if (line === 'DELIMITER ;') block = null;
      else if (line === ';;') {
        yield { kind: 'statement', text: block.join('\n') };
        block = [];
      } else block.push(line);
    } else if (line === 'DELIMITER ;;') block = [];
    else if (line.startsWith('--')) yield { kind: 'comment', text: line };
    else if (line !== '') yield { kind: 'statement', text: line.endsWith(';') ? line.slice(0, -1) : line };
  }
}
