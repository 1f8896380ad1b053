import { plain } from '../domain/csv-field.ts';

/** Between two lines of progress where there is no terminal to write over. */
const QUIET_MS = 10_000;
/** Between two changes of a line that is written over. */
const SWIFT_MS = 100;

export interface Progress {
  /** Called as often as one likes; `text` only when it is to be seen. */
  readonly show: (text: () => string) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** How far something has come: one line of a terminal that is written over, or in a log a line every ten seconds. */
export const copyProgress = (say: (text: string) => void): Progress => {
  const terminal = process.stderr.isTTY;
  let last = Date.now();
  return {
    show: (text) => {
      if (Date.now() - last < (terminal ? SWIFT_MS : QUIET_MS)) return;
      last = Date.now();
      if (terminal) process.stderr.write(`\r\u001b[K${plain(text()).slice(0, process.stderr.columns - 1)}`);
      else say(text());
    },
    clear: () => {
      if (terminal) process.stderr.write('\r\u001b[K');
    },
  };
};
