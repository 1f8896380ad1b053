import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { logDirectory, logFile, logPieces } from './log.ts';

/** A line of the log as it was written. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface LogText {
  readonly lines: readonly LogLine[];
  /** Lines that are none: cut short by a full disk, or by a machine that went out. */
  readonly broken: number;
}

const NOTHING: LogText = { lines: [], broken: 0 };

const parsed = (line: string): LogLine | null => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as LogLine) : null;
  } catch {
    return null;
  }
};

const parse = (text: string): LogText => {
  const all = text.split('\n').filter((line) => line !== '');
  const lines = all.map(parsed).filter((line) => line !== null);
  return { lines, broken: all.length - lines.length };
};

const joined = (texts: readonly LogText[]): LogText => ({
  lines: texts.flatMap(({ lines }) => lines),
  broken: texts.reduce((sum, { broken }) => sum + broken, 0),
});

/** Days that the log knows, newest first. */
export const logDays = (home: string): readonly string[] => [
  ...new Set(
    logPieces(home)
      .map(({ day }) => day)
      .reverse(),
  ),
];

/** A day's lines, oldest first. */
export const readLogDay = (home: string, day: string): LogText =>
  joined(
    logPieces(home)
      .filter((piece) => piece.day === day)
      .map(({ name }) => parse(readFileSync(join(logDirectory(home), name), 'utf8'))),
  );

/** Reads on in a day's file, through another name that the file is given and the day's end. */
export interface LogFollower {
  /** What has come since the last time; the first time what there is. */
  readonly read: (day: string) => LogText;
  readonly close: () => void;
}

interface Reading {
  readonly day: string;
  readonly file: number;
  place: number;
}

/** Whole lines beyond the place that was read; what is still being written is read the next time. */
const readOn = (reading: Reading): LogText => {
  const size = fstatSync(reading.file).size;
  if (size <= reading.place) return NOTHING;
  const buffer = Buffer.alloc(size - reading.place);
  const read = readSync(reading.file, buffer, 0, buffer.length, reading.place);
  const end = buffer.subarray(0, read).lastIndexOf(0x0a) + 1;
  reading.place += end;
  return parse(buffer.toString('utf8', 0, end));
};

export const logFollower = (home: string): LogFollower => {
  let reading: Reading | null = null;
  const close = (): void => {
    if (reading) closeSync(reading.file);
    reading = null;
  };
  /** Whether the day's name is, by now, that of another file than the one which is read. */
  const isPast = ({ day, file }: Reading, today: string): boolean => {
    if (day !== today) return true;
    const path = logFile(home, day);
    return existsSync(path) && statSync(path).ino !== fstatSync(file).ino;
  };
  return {
    close,
    read: (today) => {
      const past = reading !== null && isPast(reading, today);
      // Asked first, read to its end then: whoever begins another file writes to this one no more.
      const last = reading ? readOn(reading) : NOTHING;
      if (reading && !past) return last;
      close();
      const path = logFile(home, today);
      if (!existsSync(path)) return last;
      reading = { day: today, file: openSync(path, 'r'), place: 0 };
      return joined([last, readOn(reading)]);
    },
  };
};
