import { constants } from 'node:os';
import { createInput, type KeyInput, type KeyStream } from './input.ts';

export interface Terminal {
  readonly input: KeyInput;
  /** Aborted when the program must end (a signal, the terminal gone); the terminal is restored by then. */
  readonly ending: AbortSignal;
  /** Runs before the terminal is restored, however the program ends; for unmounting the screen. Must not wait. */
  readonly beforeRestore: (work: () => void) => void;
}

interface Streams {
  readonly stdin: KeyStream;
  readonly stdout: NodeJS.WriteStream;
}

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGQUIT'] as const;
const PASTE_ON = '\x1b[?2004h';
/** Ends a synchronised update, bracketed paste and the alternate screen; shows the cursor; plain colours. */
const RESTORE = '\x1b[?2026l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[0m';
/** After a signal, so long for the work in hand (a sale on its way) to end by itself. */
const GRACE_MS = 2000;

/**
 * Runs a full-screen program and gives the terminal back as it was: at the end, on SIGHUP, SIGINT, SIGTERM, SIGQUIT, when the
 * terminal disappears, on a crash and on `process.exit`. Only SIGKILL cannot be helped (`reset` repairs that).
 * @param onCrash says what happened; called with the terminal restored, just before the process ends with 1
 * @returns the body's exit code, or 128 + the signal's number
 */
export const withTerminal = async (
  streams: Streams,
  onCrash: (error: unknown) => void,
  body: (terminal: Terminal) => Promise<number>,
): Promise<number> => {
  const { stdin, stdout } = streams;
  const input = createInput(stdin);
  const ending = new AbortController();
  const undo: (() => void)[] = [];
  let ended: number | null = null;
  let restored = false;

  const restore = (): void => {
    if (restored) return;
    restored = true;
    const last = (): void => void stdout.write(RESTORE);
    for (const work of [...undo.toReversed(), input.stop, last]) {
      try {
        work();
      } catch {
        // One part that fails must not keep the others from being restored.
      }
    }
  };

  const end = (code: number): void => {
    if (ended !== null) process.exit(ended);
    ended = code;
    process.exitCode = code;
    restore();
    setTimeout(() => process.exit(code), GRACE_MS).unref();
    ending.abort(code);
  };

  const hangUp = (): void => {
    if (ended === null) end(128 + constants.signals.SIGHUP);
  };

  const crash = (error: unknown): void => {
    restore();
    onCrash(error);
    process.exit(1);
  };

  // A window that closes hangs up more than once: only a person who asks again is impatient.
  const signals = SIGNALS.map(
    (name) => [name, name === 'SIGHUP' ? hangUp : () => end(128 + constants.signals[name])] as const,
  );
  for (const [name, handler] of signals) process.on(name, handler);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.on('exit', restore);
  stdin.on('end', hangUp);
  stdin.on('error', hangUp);
  stdout.on('error', hangUp);
  try {
    input.start();
    stdout.write(PASTE_ON);
    const code = await body({ input, ending: ending.signal, beforeRestore: (work) => undo.push(work) });
    return ended ?? code;
  } finally {
    restore();
    // While the program is ending, a second signal must not find the default action, which would end it half-way.
    if (ended === null) for (const [name, handler] of signals) process.off(name, handler);
    process.off('uncaughtException', crash);
    process.off('unhandledRejection', crash);
    process.off('exit', restore);
    stdin.off('end', hangUp);
    // The listeners for errors stay: a terminal that is gone must not crash the program's last words.
  }
};
