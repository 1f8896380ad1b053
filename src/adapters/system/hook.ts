import { spawn } from 'node:child_process';

/** How a program ended that was not ours. */
export interface HookOutcome {
  readonly ok: boolean;
  /** Its last words, or why it did not run. */
  readonly detail: string;
}

const MOST_SAID = 4_000;

/** Passwords of the database and of people are in variables of ours: they are nobody else's. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('POS_')));

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';

/** Runs a program with a file's path where `{}` stands, else behind the other arguments. There is no shell to read it. */
export const runHook = (command: readonly string[], path: string): Promise<HookOutcome> => {
  const [program = '', ...given] = command;
  const args = given.some((word) => word.includes('{}'))
    ? given.map((word) => word.replaceAll('{}', path))
    : [...given, path];
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said = `${said}${part}`.slice(-MOST_SAID);
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ ok: false, detail: error.code ?? error.message }),
    );
    child.on('close', (code, signal) =>
      resolve({ ok: code === 0, detail: lastLine(said) || (signal ?? String(code)) }),
    );
  });
};
