import type { Command } from 'commander';
import type { Messages } from '../i18n/index.ts';
import type { CliContext } from './context.ts';

/** A noun of the command line. Of those that a line does not name only the outline is made: there are thirty. */
export interface Noun {
  readonly name: string;
  /** What the help of `pos` says of it: a description, and its arguments if it takes some. */
  readonly outline: (noun: Command, words: Messages) => Command;
  /** All else: its options and what it does, or its verbs. */
  readonly declare: (noun: Command, context: CliContext) => void;
}
