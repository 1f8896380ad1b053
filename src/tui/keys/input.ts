import { performance } from 'node:perf_hooks';
import type { ReadStream } from 'node:tty';
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

/**
 * Milliseconds that this process spent waiting for something to read. While it works, bytes queue up and nobody can say
 * how far apart they came; on this clock they came together, so that a busy till never takes a scanner for a person
 * and cuts its reading in two.
 */
const waitingTimeMs = (): number => performance.eventLoopUtilization().idle;

/** Least pause before looking again at something half read. */
const MIN_WAIT_MS = 10;

/**
 * Reads a terminal in raw mode. The caller restores the terminal's other modes (terminal.ts).
 * @param clock milliseconds, steady
 */
export const createInput = (stdin: KeyStream, clock: () => number = waitingTimeMs): KeyInput => {
  const decoder = new Decoder();
  const listeners = new Set<KeyListener>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  const deliver = (events: readonly KeyEvent[]): void => {
    if (events.length > 0) for (const listener of listeners) listener(events);
    clearTimeout(timer);
    const wait = decoder.waitMs(clock());
    if (wait === null || !running) return;
    // Timers run before reads: after the pause, what has meanwhile come is read first.
    timer = setTimeout(() => setImmediate(look), Math.max(MIN_WAIT_MS, wait));
  };

  const look = (): void => {
    if (running) deliver(decoder.flush(clock()));
  };

  const read = (chunk: Uint8Array | string): void => {
    deliver(decoder.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk, clock()));
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
