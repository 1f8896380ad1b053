import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Log, LogFields, LogLevel } from '../../app/ports/log.ts';
import { businessDay } from '../../domain/business-time.ts';
import { ensureHome } from './home.ts';

/** Days that are kept. */
const KEEP_DAYS = 30;
/** A file that grows beyond becomes a numbered piece of its day, and another is begun. */
const MOST_BYTES = 20_000_000;
/** Of all files together; the oldest go first. */
const MOST_KEPT_BYTES = 500_000_000;
/** A line is written in one piece, so that those of several processes never mix. */
const LONGEST_LINE = 3_500;
/** Characters of one value: a line of a dozen of them is still one piece. */
const LONGEST_VALUE = 250;

const LOG_FILE = /^pos-(\d{4}-\d\d-\d\d)\.log(?:\.(\d+))?$/;

/** A file of the log. */
export interface LogPiece {
  readonly name: string;
  readonly day: string;
  /** Its place within its day; the file that is written is the last. */
  readonly piece: number;
}

export const logDirectory = (home: string): string => join(home, 'logs');

export const logFile = (home: string, day: string): string => join(logDirectory(home), `pos-${day}.log`);

/** All files of the log in the order in which they were written. */
export const logPieces = (home: string): readonly LogPiece[] => {
  const directory = logDirectory(home);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .flatMap((name) => {
      const [, day, piece] = LOG_FILE.exec(name) ?? [];
      return day ? [{ name, day, piece: piece ? Number(piece) : Number.POSITIVE_INFINITY }] : [];
    })
    .sort((a, b) => (a.day === b.day ? a.piece - b.piece : a.day < b.day ? -1 : 1));
};

/** Whoever may only add must not be led to write into another file. */
const FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

const removeOld = (home: string): void => {
  const days = new Set<string>();
  let bytes = 0;
  for (const { name, day } of logPieces(home).toReversed()) {
    const path = join(logDirectory(home), name);
    days.add(day);
    bytes += lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (days.size > KEEP_DAYS || bytes > MOST_KEPT_BYTES) rmSync(path, { force: true });
  }
};

/**
 * A file a day, which any number of processes add to; the oldest days go. What cannot be written is lost: a full disk must
 * not keep anybody from selling.
 */
const dailyFile = (home: string, now: () => Date): { readonly write: (line: string) => void } => {
  let day = '';
  let file = -1;
  const open = (today: string): void => {
    if (file >= 0) closeSync(file);
    file = -1;
    ensureHome(home);
    mkdirSync(logDirectory(home), { recursive: true, mode: 0o700 });
    file = openSync(logFile(home, today), FLAGS, 0o600);
    day = today;
    removeOld(home);
  };
  const beginAgain = (): void => {
    const path = logFile(home, day);
    // Another process may have done it already: then the name is of a new file.
    if (existsSync(path) && statSync(path).ino === fstatSync(file).ino) {
      const pieces = logPieces(home).filter((one) => one.day === day && Number.isFinite(one.piece));
      // A link, unlike a new name, never takes another's place.
      linkSync(path, `${path}.${(pieces.at(-1)?.piece ?? 0) + 1}`);
      rmSync(path);
    }
    open(day);
  };
  return {
    write: (line) => {
      try {
        const today = businessDay(now());
        if (today !== day) open(today);
        else if (fstatSync(file).size > MOST_BYTES) beginAgain();
        writeSync(file, line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}\n` : line);
      } catch {
        // Lost, as said above.
      }
    },
  };
};

const cut = (value: LogFields[string]): LogFields[string] =>
  typeof value === 'string' && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;

const short = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cut(value)]));

export interface FileLogOptions {
  readonly now?: () => Date;
  /** Told of each line, too: a service's own output. */
  readonly echo?: ((line: string) => void) | undefined;
}

/**
 * The log of this process, under `<home>/logs`. Pino writes the lines; it is loaded with the first of them.
 * @param program what runs, e.g. `pos sell`
 */
export const fileLog = (
  home: string,
  program: string,
  { now = () => new Date(), echo }: FileLogOptions = {},
): Log => {
  const file = dailyFile(home, now);
  const to = {
    write: (line: string): void => {
      file.write(line);
      echo?.(line);
    },
  };
  const waiting: (readonly [string, LogFields, LogLevel])[] = [];
  let write: ((name: string, fields: LogFields, level: LogLevel) => void) | null = null;
  const load = async (): Promise<void> => {
    const { default: pino } = await import('pino');
    const logger = pino(
      {
        base: { programa: program, pid: process.pid },
        messageKey: 'evento',
        timestamp: () => `,"hora":"${now().toISOString()}"`,
        formatters: { level: (label) => ({ nivel: label }) },
      },
      to,
    );
    write = (name, fields, level) => logger[level](short(fields), name);
    for (const [name, fields, level] of waiting.splice(0)) write(name, fields, level);
  };
  let loading = false;
  return {
    event: (name, fields = {}, level = 'info') => {
      if (write) return write(name, fields, level);
      waiting.push([name, fields, level]);
      if (!loading) load().catch(() => undefined);
      loading = true;
    },
  };
};
