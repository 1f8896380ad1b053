import { CommanderError } from 'commander';
import { exitCodeOf, PosFailure, posError } from '../domain/errors.ts';
import type { CliContext } from './context.ts';
import { bugSentence } from './crash.ts';
import { languageFlag, processContext, sentence } from './main-context.ts';
import { json } from './output.ts';
import { readLine } from './program.ts';
import { isShown, namedCommand, usageError } from './usage.ts';

const asFailure = (error: unknown, command: string): PosFailure | null => {
  if (error instanceof PosFailure) return error;
  return error instanceof CommanderError
    ? new PosFailure(usageError(error, command), { cause: error })
    : null;
};

/** One sentence for people, or one JSON document on standard output for programs; never a stack trace. */
const report = (context: CliContext, error: unknown, asJson: boolean, command = ''): number => {
  const failure = asFailure(error, command);
  if (!failure) {
    const message = bugSentence(context, error);
    if (asJson) context.out(json({ error: { code: 'FALLO_INTERNO', message } }));
    else context.say(message);
  } else {
    const { code, params } = failure.error;
    const message = sentence(context.messages, failure);
    if (asJson) context.out(json({ error: { code, message, ...params } }));
    else context.say(message);
  }
  if (context.env.POS_DEBUG === '1') console.error(error);
  return failure ? exitCodeOf(failure.error.code) : 1;
};

/**
 * What is thrown where nobody waits for it is a fault like any other: a sentence and a report. The sale screen, which has
 * a terminal to give back first, looks to its own.
 */
const reportStray = (context: CliContext, asJson: boolean): void => {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      if (process.listenerCount(event) > 1) return;
      process.exit(report(context, error, asJson));
    });
  // How whoever watches over a process ends one that does not answer any more.
  process.on('SIGABRT', () => {
    throw new Error('SIGABRT');
  });
};

/**
 * A reader that went away (`pos sale list | head`) is no fault, nor is a terminal that was closed; a full disk is told.
 * The work in hand goes on to its end: it has a database to let go of.
 */
const mindOutput = (context: CliContext): void => {
  process.stdout.on('error', ({ code: causa = '' }: NodeJS.ErrnoException) => {
    if (causa === 'EPIPE' || causa === 'EIO') return;
    const failure = new PosFailure(posError('ARCHIVO_NO_ESCRITO', { archivo: 'stdout', causa }));
    process.exitCode = report(context, failure, false);
  });
  // Where words cannot be written there is no way to say so.
  process.stderr.on('error', () => undefined);
};

export const run = async (args: readonly string[]): Promise<void> => {
  const context = await processContext(process.env, languageFlag(args));
  mindOutput(context);
  reportStray(context, args.includes('--json'));
  let command = '';
  try {
    const { program, line } = readLine(context, args);
    command = namedCommand(program, line);
    await program.parseAsync([...line], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && isShown(error)) return;
    if (error instanceof CommanderError && error.code === 'commander.help') {
      process.exitCode = 2;
      return;
    }
    const { Interrupted } = await import('./prompt.ts');
    if (error instanceof Interrupted) {
      process.exitCode = 130;
      return;
    }
    process.exitCode = report(context, error, args.includes('--json'), command);
  }
};
