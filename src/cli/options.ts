import { type Command, Option } from 'commander';
import type { Messages } from '../i18n/index.ts';
import type { ConfigFlags } from './config.ts';
import { wholeOf } from './numbers.ts';
import type { OutputFlags } from './output.ts';
import { unfit } from './usage.ts';

/** The most rows that a list prints; more is a report's work. */
export const MOST_ROWS = 1_000_000;

/** The options that many verbs share, with one text and one meaning each. */
export const commonOptions = (t: Messages['cli']['options']) => ({
  json: (command: Command) => command.option('--json', t.json),
  csv: (command: Command) => command.option('--csv', t.csv),
  till: (command: Command) => command.option('--till <code>', t.till),
  user: (command: Command) => command.option('--user <name>', t.user),
  approver: (command: Command) => command.option('--approver <name>', t.approver),
  limit: (command: Command) =>
    command.addOption(new Option('--limit <n>', t.limit).argParser(wholeOf(1, MOST_ROWS))),
});

/** A day of the calendar, `YYYY-MM-DD`; 30 February is refused. */
export const isoDay = (text: string): string => {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw unfit('2026-01-31');
  return text;
};

export interface ListFlags extends ConfigFlags, OutputFlags {
  readonly limit?: number;
  readonly search?: string;
}

/** `all`: those that are not active, too. */
export interface AllFlags extends ListFlags {
  readonly all?: boolean;
}
