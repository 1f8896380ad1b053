import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Messages } from '../i18n/index.ts';
import type { ConfigFlags } from './config.ts';
import type { OutputFlags } from './output.ts';

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
    command.addOption(new Option('--limit <n>', t.limit).argParser(wholeNumber(1, MOST_ROWS))),
});

/** Refuses anything but a whole number in the range. */
const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(text);
  return value;
};

/** A day of the calendar, `YYYY-MM-DD`; 30 February is refused. */
export const isoDay = (text: string): string => {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new InvalidArgumentError(text);
  return text;
};

export interface ListFlags extends ConfigFlags, OutputFlags {
  readonly limit?: number;
  readonly search?: string;
}
