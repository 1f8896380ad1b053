import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReadStream } from 'node:tty';

/** The keyboard: standard input, or the controlling terminal when the input is a file or a pipe; null: there is none. */
const keyboard = (): { input: ReadStream | NodeJS.ReadStream; close: () => void } | null => {
  if (process.stdin.isTTY) return { input: process.stdin, close: () => process.stdin.pause() };
  if (process.platform === 'win32') return null;
  try {
    const input = new ReadStream(openSync('/dev/tty', 'r+'));
    return { input, close: () => input.destroy() };
  } catch {
    return null;
  }
};

/** Asked and abandoned with Ctrl-C or Ctrl-D. */
export class Interrupted extends Error {}

/**
 * Asks for a line on the terminal; what is typed shows only if `echo`. Null without a terminal.
 * @throws Interrupted on Ctrl-C and at the end of input
 */
export const ask = async (question: string, echo: boolean): Promise<string | null> => {
  const keys = keyboard();
  if (!keys) return null;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: keys.input,
    output: echo ? process.stderr : silent,
    terminal: true,
  });
  // Only now: what is typed before the terminal stops echoing would show.
  if (!echo) process.stderr.write(question);
  lines.setPrompt(echo ? question : '');
  lines.prompt();
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new Interrupted()));
      lines.once('close', () => reject(new Interrupted()));
    });
  } finally {
    lines.close();
    keys.close();
    if (!echo) process.stderr.write('\n');
  }
};
