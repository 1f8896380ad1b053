import { setTimeout as pause } from 'node:timers/promises';
import { logDirectory } from '../../adapters/files/log.ts';
import {
  type LogFollower,
  type LogLine,
  type LogText,
  logDays,
  logFollower,
  readLogDay,
} from '../../adapters/files/log-read.ts';
import { businessDay, storeTime } from '../../domain/business-time.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { jsonLine, type OutputFlags, present } from '../output.ts';
import { type SpanFlags, spanOf } from '../span.ts';

export interface LogFlags extends ConfigFlags, OutputFlags, SpanFlags {
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
  return Number.isNaN(date.getTime()) ? '--:--:--' : storeTime(date).slice(11);
};

/** Store-local day of a moment. */
const dayOf = (moment: unknown): string => {
  const date = new Date(String(moment));
  return Number.isNaN(date.getTime()) ? '----------' : businessDay(date);
};

/** Days that have a log, the oldest first. */
const daysBetween = (home: string, from = '', to = '9999'): readonly string[] =>
  logDays(home)
    .filter((day) => day >= from && day <= to)
    .toSorted();

/** One line, whatever stands in it. */
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
  ]
    .join('  ')
    .replaceAll('\n', ' ');
};

/** The last of the wanted lines; those that cannot be read are counted, not hidden. */
const newest = (context: CliContext, { lines, broken }: LogText, flags: LogFlags): readonly LogLine[] => {
  if (broken > 0) context.say(context.messages.cli.logs.broken(broken));
  return lines.filter(wanted(flags)).slice(-(flags.limit ?? USUAL_LIMIT));
};

const print = (context: CliContext, lines: readonly LogLine[], flags: LogFlags): void => {
  for (const line of lines)
    context.out(flags.json ? jsonLine(line) : present({ data: line, text: () => shown(line) }, {}, 0));
};

/** Shows the last lines and then what comes, until Ctrl-C. */
const follow = async (context: CliContext, home: string, flags: LogFlags): Promise<never> => {
  const follower: LogFollower = logFollower(home);
  print(context, newest(context, follower.read(businessDay(new Date())), flags), flags);
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const { lines } = follower.read(businessDay(new Date()));
    print(context, lines.filter(wanted(flags)), flags);
  }
};

export const showLogs = async (context: CliContext, flags: LogFlags): Promise<void> => {
  const t = context.messages.cli.logs;
  const { home } = context.config(flags);
  if (flags.follow) return follow(context, home, flags);
  const { from, to } = spanOf(flags);
  const spans = from !== to;
  const days = spans ? daysBetween(home, from, to) : [from ?? logDays(home)[0] ?? businessDay(new Date())];
  const texts = days.map((day) => readLogDay(home, day));
  const text = {
    lines: texts.flatMap((one) => one.lines),
    broken: texts.reduce((sum, one) => sum + one.broken, 0),
  };
  const lines = newest(context, text, flags);
  const said = spans ? `${from ?? '…'} – ${to ?? '…'}` : days.join();
  const none = () => (text.lines.length === 0 ? t.none(said, logDirectory(home)) : t.noneSuch(said));
  const line = (one: LogLine): string => (spans ? `${dayOf(one.hora)} ${shown(one)}` : shown(one));
  const rows = () => (lines.length > 0 ? lines.map(line).join('\n') : none());
  context.present({ data: lines, rows: lines, text: rows }, flags);
};
