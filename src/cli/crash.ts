import pkg from '../../package.json' with { type: 'json' };
import { writeCrashReport } from '../adapters/files/crash-report.ts';
import type { CliContext } from './context.ts';

/** The noun and the verb of this process, without what follows them: arguments may be anybody's secret. */
export const commandWords = (args: readonly string[] = process.argv.slice(2)): string =>
  args
    .slice(0, 2)
    .filter((word) => /^[a-z]+$/.test(word))
    .join(' ') || 'sell';

const homeOf = (context: CliContext): string | null => {
  try {
    return context.config().home;
  } catch {
    // The fault may lie in the settings themselves.
    return null;
  }
};

/** What to say of a fault of the program, whose report is written first. */
export const bugSentence = (context: CliContext, error: unknown): string => {
  const detail = error instanceof Error ? error.message : String(error);
  const home = homeOf(context);
  const about = { version: pkg.version, command: commandWords(), now: new Date() };
  const report = home === null ? null : writeCrashReport(home, error, about);
  const { bug, bugReported } = context.messages.cli;
  return report === null ? bug(detail) : bugReported(detail, report);
};
