import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_FILE, logDirectory } from './log.ts';

/** A line of the log as it was written. */
export type LogLine = Readonly<Record<string, unknown>>;

const parse = (text: string): readonly LogLine[] =>
  text.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null ? [value as LogLine] : [];
    } catch {
      // Cut short by a full disk or by its own length.
      return [];
    }
  });

/** Days that the log knows, newest first. */
export const logDays = (home: string): readonly string[] => {
  const directory = logDirectory(home);
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => LOG_FILE.test(name));
  return [...new Set(names.map((name) => name.slice(4, 14)))].sort().reverse();
};

/** A day's lines, oldest first. */
export const readLogDay = (home: string, day: string): readonly LogLine[] =>
  [`pos-${day}.log.1`, `pos-${day}.log`]
    .map((name) => join(logDirectory(home), name))
    .filter((path) => existsSync(path))
    .flatMap((path) => parse(readFileSync(path, 'utf8')));

/** Lines that have come to a day's file since a place in it. @returns them, and the place to go on from */
export const readLogSince = (
  home: string,
  day: string,
  place: number,
): { readonly lines: readonly LogLine[]; readonly place: number } => {
  const path = join(logDirectory(home), `pos-${day}.log`);
  const size = existsSync(path) ? statSync(path).size : 0;
  // A file that was begun again is read from its start.
  const from = size < place ? 0 : place;
  if (size === from) return { lines: [], place: from };
  const buffer = Buffer.alloc(size - from);
  const file = openSync(path, 'r');
  try {
    const read = readSync(file, buffer, 0, buffer.length, from);
    const end = buffer.subarray(0, read).lastIndexOf(0x0a) + 1;
    return { lines: parse(buffer.toString('utf8', 0, end)), place: from + end };
  } finally {
    closeSync(file);
  }
};
