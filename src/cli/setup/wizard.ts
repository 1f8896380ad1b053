import type { ActedBy } from '../../app/ports.ts';
import { PosFailure } from '../../domain/errors.ts';
import { wrapText } from '../../domain/receipt-text.ts';
import type { Result } from '../../domain/result.ts';
import type { Actor } from '../../domain/user.ts';
import type { Messages } from '../../i18n/index.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import { keepSettings, type SettingChanges } from '../keep-settings.ts';
import { processContext, sentence } from '../main-context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { ask } from '../prompt.ts';
import type { StepName } from './steps.ts';

/** What came as options; undefined: is asked for, or stays. */
export interface SetupFlags extends PersonFlags, OutputFlags {
  readonly yes?: boolean;
  readonly database?: string;
  readonly ownerUrl?: string;
  readonly store?: string;
  readonly ruc?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly footer?: string;
  readonly admin?: string;
  readonly adminName?: string;
  readonly adminEmail?: string;
  readonly tillName?: string;
  readonly printer?: string;
  readonly printTest?: boolean;
  readonly smtpUrl?: string;
  readonly mailFrom?: string;
  readonly managerEmail?: string;
  readonly mailTest?: string;
  readonly taxMode?: string;
}

/** What became of a step: changed, changed and its test failed, changed without a server of the mail, as it was, or not done. */
export type StepState = 'changed' | 'untested' | 'serverless' | 'kept' | 'skipped' | 'failed';

/** A full stop instead of an answer: on to the next step. */
export class Skipped extends Error {}

export interface Question<T> {
  readonly text: string;
  /** Stays at a blank answer. */
  readonly present: string;
  /** What an answer means; its refusal is said, and the question asked again. */
  readonly judge: (typed: string) => Result<T>;
  /** Came as an option: nothing is asked. */
  readonly given?: string | undefined;
}

export interface Wizard {
  readonly flags: SetupFlags;
  /** Somebody is there to answer. */
  readonly asks: boolean;
  /** The words and settings of now: made anew when a step changes the configuration. */
  readonly context: () => CliContext;
  readonly words: () => Messages['setup'];
  readonly say: (text: string) => void;
  /** Null: stays as it is. Throws PosFailure for an option that is wrong, Skipped. */
  readonly ask: <T>(question: Question<T>) => Promise<T | null>;
  /** Without echo; null: nothing was typed, or nobody is there. */
  readonly secret: (text: string) => Promise<string | null>;
  /** @param otherwise the answer of a blank, and of nobody */
  readonly confirm: (text: string, otherwise: boolean) => Promise<boolean>;
  /** @returns whether anything changed */
  readonly keep: (changes: SettingChanges) => Promise<boolean>;
  readonly refusal: (error: unknown) => string;
}

const YES = /^(s|si|sí|y|yes)$/i;

/** As wide as the terminal, broken between words. */
const fitted = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => wrapText(line, process.stderr.columns ?? Number.POSITIVE_INFINITY))
    .join('\n');

export const makeWizard = (first: CliContext, flags: SetupFlags): Wizard => {
  let context = first;
  const asks = process.stdin.isTTY === true && process.stderr.isTTY === true && flags.yes !== true;
  const words = () => context.messages.setup;
  const line = async (text: string): Promise<string | null> => {
    const typed = await ask(text, true);
    if (typed?.trim() === '.') throw new Skipped();
    return typed?.trim() ?? null;
  };
  const wizard: Wizard = {
    flags,
    asks,
    context: () => context,
    words,
    say: (text) => context.say(fitted(text)),
    ask: async ({ text, present, judge, given }) => {
      const read = (typed: string) => {
        const judged = judge(typed);
        if (judged.ok) return judged;
        if (given !== undefined) throw new PosFailure(judged.error);
        wizard.say(sentence(context.messages, new PosFailure(judged.error)));
        return null;
      };
      if (given !== undefined) return read(given)?.value ?? null;
      if (!asks) return null;
      for (;;) {
        const typed = await line(words().question(text, present));
        if (typed === null || typed === '') return null;
        // A hyphen empties.
        const answer = read(typed === '-' ? '' : typed);
        if (answer) return answer.value;
      }
    },
    secret: async (text) => (asks ? (await ask(`${text}: `, false)) || null : null),
    confirm: async (text, otherwise) => {
      if (!asks) return otherwise;
      const typed = await line(words().yesNo(text, otherwise));
      return typed === null || typed === '' ? otherwise : YES.test(typed);
    },
    keep: async (changes) => {
      const path = keepSettings(context, changes);
      if (path !== null) context = await processContext(context.env, flags.lang);
      return path !== null;
    },
    refusal: (error) => {
      if (!(error instanceof PosFailure)) throw error;
      return sentence(context.messages, error);
    },
  };
  return wizard;
};

/** The store, open, and who changes it. */
export interface Desk {
  readonly opened: Opened;
  /** Signs in at the first call. Throws SESION_REQUERIDA, PERMISO_DENEGADO. */
  readonly actor: () => Promise<Actor>;
  /** From now on this person acts, who has just been made. */
  readonly actsAs: (actor: Actor) => void;
}

export const byOf = async (desk: Desk): Promise<ActedBy> => ({ actor: await desk.actor(), grant: null });

export interface Step {
  readonly name: StepName;
  /** Judges the options before anything is changed. Throws PosFailure. */
  readonly check?: (wizard: Wizard) => void;
}

/** A step over the configuration alone. */
export interface EarlyStep extends Step {
  readonly run: (wizard: Wizard) => Promise<StepState>;
}

/** A step in the open store. */
export interface StoreStep extends Step {
  readonly run: (wizard: Wizard, desk: Desk) => Promise<StepState>;
}
