import type { ReadStream } from 'node:tty';
import { keyClock } from './clock.ts';
import { Decoder } from './decode.ts';
import type { KeyEvent } from './types.ts';

export type KeyListener = (events: readonly KeyEvent[]) => void;

/** The keyboard: one notification for each read, with everything that it held. */
export interface KeyInput {
  readonly start: () => void;
  readonly stop: () => void;
  /** Returns the way out. */
  readonly subscribe: (listener: KeyListener) => () => void;
}

/** What is needed of `process.stdin`. */
export type KeyStream = Pick<ReadStream, 'on' | 'off' | 'resume' | 'pause' | 'unref' | 'ref'> & {
  readonly isTTY?: boolean;
  readonly setRawMode?: (raw: boolean) => unknown;
};

/** Least pause before looking again at something half read. */
const MIN_WAIT_MS = 10;

/** Reads a terminal in raw mode. The caller restores the terminal's other modes (terminal.ts). */
export const createInput = (stdin: KeyStream): KeyInput => {
  const clock = keyClock();
  const decoder = new Decoder();
  const listeners = new Set<KeyListener>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  const deliver = (events: readonly KeyEvent[]): void => {
    if (events.length > 0) for (const listener of listeners) listener(events);
    clearTimeout(timer);
    const wait = decoder.waitMs(clock.now());
    if (wait === null || !running) return;
    // Timers run before reads: after the pause, what has meanwhile come is read first.
    timer = setTimeout(() => setImmediate(look), Math.max(MIN_WAIT_MS, wait));
  };

  const look = (): void => {
    if (running) deliver(decoder.flush(clock.now()));
  };

  const read = (chunk: Uint8Array | string): void => {
    const { at, paused } = clock.read();
    deliver(decoder.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk, at, paused));
  };

  return {
    start: () => {
      if (running) return;
      running = true;
      stdin.setRawMode?.(true);
      stdin.ref();
      stdin.on('data', read);
      stdin.resume();
    },
    stop: () => {
      if (!running) return;
      running = false;
      clearTimeout(timer);
      stdin.off('data', read);
      stdin.pause();
      stdin.setRawMode?.(false);
      stdin.unref();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
