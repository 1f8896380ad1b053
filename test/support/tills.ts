import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { ANSWER_REPEAT_MS } from '../../src/tui/keys/decode.ts';
import { POS } from './built.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { openTerminal, type TestTerminal } from './pty.ts';

/** A person's pause in milliseconds: longer than a scanner's, and than that between repetitions of a key held down. */
const PAUSE_MS = 100;

/** A person's keys. */
export const press = async (terminal: TestTerminal, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    await terminal.rest(PAUSE_MS);
    terminal.press(key);
  }
};

export const enter = (terminal: TestTerminal): Promise<void> => press(terminal, 'enter');

/** Answers yes: so soon after the same key it would be one that is held down. */
export const yes = async (terminal: TestTerminal): Promise<void> => {
  await terminal.rest(ANSWER_REPEAT_MS);
  await press(terminal, 'f9');
};

/** Types, sees it on the screen, then goes on: as a person does, and never as a scanner. */
export const field = async (
  terminal: TestTerminal,
  text: string,
  shown: string | RegExp,
  key = 'enter',
): Promise<void> => {
  terminal.type(text);
  await terminal.waitFor(shown);
  await press(terminal, key);
};

export const signIn = async (terminal: TestTerminal, login: string, password: string): Promise<void> => {
  await field(terminal, login, new RegExp(`(Usuario|User) +› ${login}`));
  await field(terminal, password, '•'.repeat(Math.min(password.length, 11)));
};

/** The terminals of one file's tests over one database with the demonstration; each test's is closed after it. */
export interface Tills {
  /** The account that owns the tables. */
  readonly owner: Knex;
  readonly home: string;
  /** `POS_DATABASE_URL` and its like, for commands beside the terminals. */
  readonly env: Readonly<Record<string, string>>;
  /** The built `pos`, at its sign-in. */
  readonly open: (args?: readonly string[]) => Promise<TestTerminal>;
  /** `pos` with a person of the demonstration signed in, at the sale. */
  readonly till: (login?: string, args?: readonly string[]) => Promise<TestTerminal>;
}

/** To be called at the top of a file, before its tests. `more`: what its terminals find in their environment besides. */
export const tills = (more: () => Readonly<Record<string, string>> = () => ({})): Tills => {
  let database: TestDatabase;
  let home: string;
  let running: TestTerminal | null = null;
  beforeAll(async () => {
    database = await freshDatabase({ seed: 'demo' });
    home = mkdtempSync(join(tmpdir(), 'pos-till-'));
  });
  afterEach(async () => {
    await running?.dispose();
    running = null;
  });
  afterAll(async () => {
    await database?.close();
    rmSync(home, { recursive: true, force: true });
  });
  const open = async (args: readonly string[] = []): Promise<TestTerminal> => {
    const env = { ...more(), ...database.env, POS_HOME: home, XDG_CONFIG_HOME: home };
    running = openTerminal({ command: POS, args, env });
    await running.waitFor(/BD ok|DB ok/);
    return running;
  };
  return {
    get owner() {
      return database.owner;
    },
    get home() {
      return home;
    },
    get env() {
      return { ...database.env, POS_HOME: home };
    },
    open,
    till: async (login = 'cajero', args = []) => {
      const terminal = await open(args);
      await signIn(terminal, login, `${login}-demo`);
      await terminal.waitFor(/FRECUENTES|FREQUENT/);
      return terminal;
    },
  };
};
