import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SMALLEST } from '../../tui/look.ts';
import type { Config } from '../config.ts';
import { bad, type Check, good, type Words } from './doctor-checks.ts';

const LEAST_NODE = 24;
const LEAST_FREE_BYTES = 1_000_000_000;

export const runtimeCheck = (t: Words, version: string): Check =>
  Number(version.split('.')[0]) >= LEAST_NODE
    ? good('node', t.runtime.name, version, t.runtime.good)
    : bad('fail', 'node', t.runtime.name, version, t.runtime.old, t.runtime.oldRemedy);

export const configCheck = (t: Words, config: Config): Check =>
  good('configuracion', t.config.name, config.file ?? t.config.defaults, t.config.meaning);

/** @param size of the window in cells; null without a terminal */
export const terminalCheck = (t: Words, size: { columns: number; rows: number } | null): Check => {
  const { name } = t.terminal;
  if (!size)
    return bad('skip', 'terminal', name, t.terminal.none, t.terminal.noneMeaning, t.terminal.noneRemedy);
  const result = t.terminal.size(size.columns, size.rows);
  return size.columns >= SMALLEST.columns && size.rows >= SMALLEST.rows
    ? good('terminal', name, result, t.terminal.good)
    : bad('warn', 'terminal', name, result, t.terminal.small, t.terminal.smallRemedy);
};

/** Terminals that send their keys as none of the tables has them. */
const KEYLESS = /^(dumb|unknown|)$/;

/** What the terminal can show and which keys it sends, as far as its name and the locale tell. */
export const displayCheck = (t: Words, config: Config, term: string): Check => {
  const words = t.display;
  const result = `${term || words.unnamed}, ${words.themes[config.theme]}, ${config.ascii ? 'ASCII' : 'UTF-8'}`;
  if (KEYLESS.test(term))
    return bad('warn', 'pantalla', words.name, result, words.keyless, words.keylessRemedy);
  return config.ascii
    ? bad('warn', 'pantalla', words.name, result, words.ascii, words.asciiRemedy)
    : good('pantalla', words.name, result, words.good);
};

/** The directory itself, or the nearest one above it that exists already. */
const existing = (path: string): string => {
  try {
    statSync(path);
    return path;
  } catch {
    return dirname(path) === path ? path : existing(dirname(path));
  }
};

export const homeCheck = (t: Words, home: string): Check => {
  const words = t.home;
  const place = existing(home);
  try {
    accessSync(place, constants.W_OK);
  } catch {
    return bad('fail', 'datos', words.name, home, words.unusable, words.unusableRemedy);
  }
  if (place !== home) return good('datos', words.name, home, words.missing);
  const open = process.platform !== 'win32' && (statSync(home).mode & 0o077) !== 0;
  return open
    ? bad('warn', 'datos', words.name, home, words.open, words.openRemedy(home))
    : good('datos', words.name, home, words.good);
};

const spaceCheck = (t: Words, id: string, name: string, path: string, low: string): Check => {
  const { bavail, bsize } = statfsSync(existing(path));
  const free = bavail * bsize;
  const result = t.disk.free(String(Math.floor(free / 1_000_000)));
  return free >= LEAST_FREE_BYTES
    ? good(id, name, result, t.disk.good)
    : bad('warn', id, name, result, low, t.disk.lowRemedy);
};

/** Room for the data, and for the backups where those are on another disk. */
export const diskChecks = (t: Words, { home, backups }: Config): readonly Check[] => {
  const elsewhere = statSync(existing(home)).dev !== statSync(existing(backups.folder)).dev;
  return [
    spaceCheck(t, 'disco', t.disk.name, home, t.disk.low),
    ...(elsewhere ? [spaceCheck(t, 'disco_copias', t.disk.backups, backups.folder, t.disk.backupsLow)] : []),
  ];
};
