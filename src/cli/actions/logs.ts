import { setTimeout as pause } from 'node:timers/promises';
import { logDirectory } from '../../adapters/files/log.ts';
import { type LogLine, logDays, readLogDay, readLogSince } from '../../adapters/files/log-read.ts';
import { businessDay } from '../../domain/business-time.ts';
import { plain } from '../../domain/csv-field.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { json, type OutputFlags } from '../output.ts';

export interface LogFlags extends ConfigFlags, OutputFlags {
  readonly date?: string;
  readonly level?: 'info' | 'warn' | 'error';
  readonly event?: string;
  readonly limit?: number;
  readonly follow?: boolean;
}

const LEVELS = ['info', 'warn', 'error'];
const USUAL_LIMIT = 200;
const LOOK_EVERY_MS = 500;
/** Shown in columns of their own. */
const HEAD = new Set(['nivel', 'hora', 'programa', 'pid', 'evento', 'ms']);

const wanted = ({ level, event }: LogFlags) => {
  const least = LEVELS.indexOf(level ?? 'info');
  return (line: LogLine): boolean =>
    LEVELS.indexOf(String(line.nivel)) >= least &&
    (event === undefined || String(line.evento).toLowerCase().includes(event.toLowerCase()));
};

/** Store-local time of day of a moment. */
const clock = (moment: unknown): string => {
  const date = new Date(String(moment));
  return Number.isNaN(date.getTime())
    ? '--:--:--'
    : new Date(date.getTime() - 3 * 3_600_000).toISOString().slice(11, 19);
};

const shown = (line: LogLine): string => {
  const fields = Object.entries(line)
    .filter(([key, value]) => !HEAD.has(key) && value !== null && value !== '')
    .map(([key, value]) => `${key}=${String(value)}`);
  const ms = typeof line.ms === 'number' ? [`${line.ms} ms`] : [];
  return [
    clock(line.hora),
    String(line.nivel).padEnd(5),
    String(line.evento).padEnd(18),
    ...fields,
    ...ms,
    `(${String(line.programa)}, ${String(line.pid)})`,
  ].join('  ');
};

/** Shows what comes, until Ctrl-C. */
const follow = async (context: CliContext, home: string, flags: LogFlags): Promise<never> => {
  const keep = wanted(flags);
  let day = businessDay(new Date());
  let { place } = readLogSince(home, day, 0);
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const today = businessDay(new Date());
    if (today !== day) {
      day = today;
      place = 0;
    }
    const { lines, place: next } = readLogSince(home, day, place);
    place = next;
    for (const line of lines.filter(keep))
      context.out(
        flags.json
          ? `${json(line).replaceAll(/\n\s*/g, ' ').trim()}\n`
          : `${plain(shown(line)).replaceAll('\n', ' ')}\n`,
      );
  }
};

export const showLogs = async (context: CliContext, flags: LogFlags): Promise<void> => {
  const t = context.messages.cli.logs;
  const { home } = context.config(flags);
  const days = logDays(home);
  const day = flags.date ?? days[0] ?? businessDay(new Date());
  const lines = readLogDay(home, day)
    .filter(wanted(flags))
    .slice(-(flags.limit ?? USUAL_LIMIT));
  const text = () => (lines.length > 0 ? lines.map(shown).join('\n') : t.none(day, logDirectory(home)));
  if (!flags.follow || lines.length > 0) context.present({ data: lines, rows: lines, text }, flags);
  if (flags.follow) await follow(context, home, flags);
};
