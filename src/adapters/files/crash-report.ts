import { mkdirSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { ensureHome } from './home.ts';
import { logDays, readLogDay } from './log-read.ts';

const LAST_LINES = 40;

/** The error and what caused it; of a driver's error its code alone, since its words hold the statement with its values. */
const told = (error: unknown): string => {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause =
    error instanceof Error ? (error.cause as { code?: unknown; errno?: unknown } | undefined) : undefined;
  return cause ? `${stack}\ncause: ${String(cause.code ?? cause.errno ?? 'unknown')}` : stack;
};

const lastLines = (home: string): string => {
  const [day] = logDays(home);
  return day
    ? readLogDay(home, day)
        .lines.slice(-LAST_LINES)
        .map((line) => JSON.stringify(line))
        .join('\n')
    : '';
};

/**
 * Keeps what is known of a fault of the program, for whoever mends it: in a file that only its owner may read.
 * @returns its path; null where it cannot be written
 */
export const writeCrashReport = (
  home: string,
  error: unknown,
  about: { readonly version: string; readonly command: string; readonly now: Date },
): string | null => {
  try {
    ensureHome(home);
    const directory = join(home, 'reports');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const moment = about.now.toISOString().replaceAll(/[:.]/g, '-');
    const path = join(directory, `crash-${moment}-${process.pid}.txt`);
    const memory = Math.round(process.memoryUsage().rss / 1_000_000);
    const lines = [
      `Cantina POS ${about.version}, Node ${process.versions.node}, ${process.platform} ${release()}, ${process.arch}`,
      `${about.now.toISOString()}  pos ${about.command}  ${memory} MB`,
      '',
      told(error),
      '',
      lastLines(home),
      '',
    ];
    writeFileSync(path, lines.join('\n'), { mode: 0o600, flag: 'wx' });
    return path;
  } catch {
    return null;
  }
};
