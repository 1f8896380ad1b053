import { existsSync } from 'node:fs';
import { withTerminal } from '../../src/tui/keys/terminal.ts';
import { brief } from './key-script.ts';

/*
 * A full-screen program that only shows what keys it got, for tests of the input layer in a real terminal. It ends with 7
 * on `q`, throws on `t`, rejects on `r`, calls process.exit(9) on `e`. On `#` it hears nothing until the
 * file named by its first argument exists.
 */
const code = await withTerminal(
  { stdin: process.stdin, stdout: process.stdout },
  (error) => console.error(`caída: ${error instanceof Error ? error.message : String(error)}`),
  (terminal) =>
    new Promise<number>((resolve) => {
      process.stdout.write(`\x1b[?1049h\x1b[?25llisto ${process.pid}\r\n`);
      terminal.beforeRestore(() => process.stdout.write('\x1b[?1049l'));
      terminal.ending.addEventListener('abort', () => resolve(0));
      terminal.input.subscribe((events) => {
        const text = brief(events);
        process.stdout.write(`<${text}>\r\n`);
        if (text === 'q') resolve(7);
        if (text === 'e') process.exit(9);
        if (text === 'r') void Promise.reject(new Error('rechazo'));
        if (text === '#') {
          const pause = new Int32Array(new SharedArrayBuffer(4));
          while (!existsSync(process.argv[2] ?? '')) Atomics.wait(pause, 0, 0, 5);
          process.stdout.write('[libre]\r\n');
        }
        if (text === 't') throw new Error('tropiezo');
      });
    }),
);
console.error(`fin ${code}`);
process.exitCode = code;
