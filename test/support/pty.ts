import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { pictureOf } from './picture.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What an xterm sends; tests press keys by name, with `ctrl+`, `alt+` before letters. */
const KEYS: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  escape: '\x1b',
  backspace: '\x7f',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  f8: '\x1b[19~',
  f9: '\x1b[20~',
  f10: '\x1b[21~',
  f11: '\x1b[23~',
  f12: '\x1b[24~',
};

export const keyBytes = (name: string): string => {
  const known = KEYS[name];
  if (known !== undefined) return known;
  const [, modifier, letter] = /^(ctrl|alt)\+([a-z0-9])$/.exec(name) ?? [];
  if (modifier === 'alt') return `\x1b${letter}`;
  if (modifier === 'ctrl' && letter !== undefined && letter >= 'a') {
    return String.fromCharCode(letter.charCodeAt(0) - 0x60);
  }
  if ([...name].length === 1) return name;
  throw new Error(`No key is called ${name}`);
};

export interface TerminalOptions {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cols?: number;
  readonly rows?: number;
  /** On top of this process's own; undefined removes one. CI is always removed: Ink draws nothing under it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

type Expected = string | RegExp | ((text: string, screen: readonly string[]) => boolean);

export interface TestTerminal {
  readonly pid: number;
  readonly write: (data: string) => void;
  readonly press: (...names: readonly string[]) => void;
  readonly type: (text: string) => void;
  /** As a wedge scanner does: the code and Enter at once. */
  readonly scan: (code: string) => void;
  /** The lines that one sees, without spaces at their ends. */
  readonly screen: () => readonly string[];
  readonly text: () => string;
  /** What one sees, as an SVG picture. */
  readonly picture: () => string;
  /** Waits until the screen shows it; the error shows the screen. */
  readonly waitFor: (expected: Expected, what?: string, timeoutMs?: number) => Promise<void>;
  /**
   * Waits until the program has waited for keys for so many milliseconds: its own measure of a person's pause, which on a
   * busy machine is longer than the clock's.
   */
  readonly rest: (milliseconds: number) => Promise<void>;
  readonly resize: (cols: number, rows: number) => void;
  readonly kill: (signal: string) => void;
  readonly exited: Promise<{ readonly code: number; readonly signal: number }>;
  readonly modes: () => {
    readonly alternateScreen: boolean;
    readonly bracketedPaste: boolean;
    readonly cursorHidden: boolean;
  };
  /** Everything that was written so far, with escape sequences. */
  readonly output: () => string;
  /** Bytes written so far, and when the last came (`performance.now()`). */
  readonly traffic: () => { readonly bytes: number; readonly lastAt: number };
  /** Called for every piece of output, before the screen shows it. */
  readonly onData: (listener: (data: string) => void) => () => void;
  readonly dispose: () => Promise<void>;
}

const environment = (extra: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const merged: Record<string, string | undefined> = {
    ...process.env,
    TERM: 'xterm-256color',
    CI: undefined,
    CONTINUOUS_INTEGRATION: undefined,
    NO_COLOR: undefined,
    FORCE_COLOR: undefined,
    ...extra,
  };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
};

const matches = (expected: Expected, text: string, screen: readonly string[]): boolean => {
  if (typeof expected === 'string') return text.includes(expected);
  return expected instanceof RegExp ? expected.test(text) : expected(text, screen);
};

/** Whether a process waits for something to read, as Linux tells it (`0`: not told); elsewhere it is taken to. */
const isWaiting = (pid: number): boolean => {
  try {
    const sleeps = / \(.*\) S /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    return sleeps && /^0$|poll/.test(readFileSync(`/proc/${pid}/wchan`, 'latin1'));
  } catch {
    return true;
  }
};

/** Milliseconds between two looks at whether a program waits, and the most that one may count for. */
const LOOK_MS = 5;
const LOOK_COUNTS_MS = 20;

/** Runs a command in a real pseudo-terminal and reads its screen as a terminal would. */
export const openTerminal = ({
  command,
  args = [],
  cols = 80,
  rows = 24,
  env = {},
  cwd = ROOT,
}: TerminalOptions): TestTerminal => {
  const terminal = new xterm.Terminal({
    cols,
    rows,
    allowProposedApi: true,
    scrollback: 200,
    logLevel: 'off',
  });
  const pty = spawn(command, [...args], { name: 'xterm-256color', cols, rows, cwd, env: environment(env) });
  const watchers = new Set<() => void>();
  const listeners = new Set<(data: string) => void>();
  let output = '';
  let bytes = 0;
  let lastAt = performance.now();
  let ended: { code: number; signal: number } | null = null;

  const notify = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  pty.onData((data) => {
    lastAt = performance.now();
    bytes += Buffer.byteLength(data);
    output = (output + data).slice(-1_000_000);
    for (const listener of listeners) listener(data);
    terminal.write(data, notify);
  });
  // Answers that a terminal gives to questions (cursor position, attributes).
  terminal.onData((data) => {
    if (ended === null) pty.write(data);
  });
  const exited = new Promise<{ code: number; signal: number }>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      ended = { code: exitCode, signal: signal ?? 0 };
      terminal.write('', () => {
        notify();
        resolve(ended as { code: number; signal: number });
      });
    });
  });

  const screen = (): readonly string[] =>
    Array.from({ length: terminal.rows }, (_, row) => {
      const buffer = terminal.buffer.active;
      return buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '';
    });
  const text = (): string => screen().join('\n');

  const waitFor = (expected: Expected, what = String(expected), timeoutMs = 30_000): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (done: () => void): void => {
        watchers.delete(look);
        clearTimeout(timer);
        done();
      };
      const show = (why: string): void =>
        settle(() =>
          reject(
            new Error(
              `${why}: ${what}\n${'-'.repeat(terminal.cols)}\n${text()}\n${'-'.repeat(terminal.cols)}`,
            ),
          ),
        );
      const look = (): void => {
        if (matches(expected, text(), screen())) settle(resolve);
        else if (ended !== null)
          show(`The program ended (code ${ended.code}, signal ${ended.signal}) without showing`);
      };
      const timer = setTimeout(() => show(`Not shown within ${timeoutMs} ms`), timeoutMs);
      watchers.add(look);
      look();
    });

  return {
    pid: pty.pid,
    write: (data) => pty.write(data),
    press: (...names) => {
      for (const name of names) pty.write(keyBytes(name));
    },
    type: (data) => pty.write(data),
    scan: (code) => pty.write(`${code}\r`),
    screen,
    text,
    picture: () => pictureOf(terminal),
    waitFor,
    rest: async (milliseconds) => {
      let [waited, lookedAt, wasWaiting] = [0, performance.now(), false];
      while (waited < milliseconds && ended === null) {
        await sleep(LOOK_MS);
        const now = performance.now();
        const waits = isWaiting(pty.pid);
        if (waits && wasWaiting) waited += Math.min(LOOK_COUNTS_MS, now - lookedAt);
        [lookedAt, wasWaiting] = [now, waits];
      }
    },
    resize: (toCols, toRows) => {
      terminal.resize(toCols, toRows);
      pty.resize(toCols, toRows);
    },
    kill: (signal) => pty.kill(signal),
    exited,
    modes: () => ({
      alternateScreen: terminal.buffer.active.type === 'alternate',
      bracketedPaste: terminal.modes.bracketedPasteMode,
      cursorHidden: output.lastIndexOf('\x1b[?25l') > output.lastIndexOf('\x1b[?25h'),
    }),
    output: () => output,
    traffic: () => ({ bytes, lastAt }),
    onData: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      if (ended === null) pty.kill('SIGKILL');
      await exited;
      terminal.dispose();
    },
  };
};
