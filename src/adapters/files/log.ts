import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
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
/** A day that writes more begins a second file; the first is kept. */
const MOST_BYTES = 20_000_000;
/** A line is written in one piece, so that those of several processes never mix. */
const LONGEST_LINE = 3_500;

export const LOG_FILE = /^pos-\d{4}-\d\d-\d\d\.log(\.1)?$/;

export const logDirectory = (home: string): string => join(home, 'logs');

/** Whoever may only add must not be led to write into another file. */
const FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

const removeOld = (directory: string): void => {
  const names = readdirSync(directory).filter((name) => LOG_FILE.test(name));
  const days = [...new Set(names.map((name) => name.slice(0, 14)))].sort().reverse();
  const old = new Set(days.slice(KEEP_DAYS));
  for (const name of names) if (old.has(name.slice(0, 14))) rmSync(join(directory, name), { force: true });
};

/**
 * A file a day, which any number of processes add to; the oldest days go. What cannot be written is lost: a full disk must
 * not keep anybody from selling.
 */
const dailyFile = (home: string, now: () => Date): { readonly write: (line: string) => void } => {
  const directory = logDirectory(home);
  let day = '';
  let file = -1;
  const open = (today: string): void => {
    if (file >= 0) closeSync(file);
    file = -1;
    ensureHome(home);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, `pos-${today}.log`);
    file = openSync(path, FLAGS, 0o600);
    day = today;
    removeOld(directory);
  };
  const beginAgain = (): void => {
    const path = join(directory, `pos-${day}.log`);
    // Another process may have done it already: then the name is of a new file.
    if (statSync(path).ino === fstatSync(file).ino) renameSync(path, `${path}.1`);
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

/**
 * The log of this process, under `<home>/logs`. Pino writes the lines; it is loaded with the first of them.
 * @param program what runs, e.g. `pos sell`
 */
export const fileLog = (home: string, program: string, now: () => Date = () => new Date()): Log => {
  const file = dailyFile(home, now);
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
      file,
    );
    write = (name, fields, level) => logger[level](fields, name);
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
