import { plain } from '../domain/csv-field.ts';

/** A line at the foot of a terminal that is written over; nothing in a log. */
export const progressLine = (): { show: (text: string) => void; clear: () => void } => {
  if (!process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  let last = '';
  const write = (text: string): void => {
    if (text !== last) process.stderr.write(`\r\u001b[K${plain(text)}`);
    last = text;
  };
  return { show: write, clear: () => write('') };
};
